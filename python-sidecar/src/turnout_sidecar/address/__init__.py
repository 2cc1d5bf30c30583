"""Addresses: destinations as text of one network, both ways."""
