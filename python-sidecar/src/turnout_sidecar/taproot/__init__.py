"""Taproot commitments."""
