"""Whole blocks: their bytes, their merkle root, their compact filter."""
