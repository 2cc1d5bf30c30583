"""Hierarchical keys and mnemonics. What is secret here goes into no message, log or cache."""
