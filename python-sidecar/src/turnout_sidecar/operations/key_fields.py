"""Bytes in requests of the keys component; they may be secret, so no message quotes them."""

from __future__ import annotations

from turnout_sidecar.btclib_door import is_private_key
from turnout_sidecar.refusal import Refusal, required

MOST_MESSAGE_BYTES = 1 << 20


def private_key_of(field: str, key: bytes) -> bytes:
    """A private key: 32 bytes, from 1 to n - 1."""
    if not key:
        raise required(field, "32 bytes")
    if len(key) != 32 or not is_private_key(key):
        raise Refusal("PRIVATE_KEY_INVALID", field, f"{len(key)} bytes (expected: 32, from 1 to n - 1)")
    return key


def sized(field: str, value: bytes, size: int) -> bytes:
    """Bytes that must be there, of one size."""
    if not value:
        raise required(field, f"{size} bytes")
    return exactly(field, value, size)


def exactly(field: str, value: bytes, size: int) -> bytes:
    """Bytes of one size, where none are wrong too."""
    if len(value) != size:
        raise Refusal("SIZE_INVALID", field, f"{len(value)} bytes (expected: {size})")
    return value


def limited(field: str, value: bytes, most: int) -> bytes:
    """Bytes up to a size, none too."""
    if len(value) > most:
        raise Refusal("LIMIT_EXCEEDED", field, f"{len(value)} bytes (expected: at most {most})")
    return value


def no_point(field: str) -> Refusal:
    """A public key that is no point."""
    return Refusal("PUBLIC_KEY_INVALID", field, "not a point of the curve in this form")
