"""What signatures sign."""
