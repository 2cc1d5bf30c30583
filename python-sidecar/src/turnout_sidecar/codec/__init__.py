"""Bytes to values and back: the wire forms of Bitcoin. Nothing here knows a rule of an operation, or gRPC."""
