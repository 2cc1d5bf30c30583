"""Signed messages: Core's, BIP137's, and BIP322's virtual transactions."""
