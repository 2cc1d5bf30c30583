"""Partially signed transactions (BIP174, 370, 371, 373): framing, rules, and what each role does. No messages here."""
