"""Rules about transactions as a whole."""
