"""Merkle trees of blocks."""
