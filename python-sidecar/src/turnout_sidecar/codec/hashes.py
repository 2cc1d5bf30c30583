"""The hash functions that Bitcoin names."""

from __future__ import annotations

from hashlib import new, sha256

try:
    new("ripemd160")
except ValueError:  # an OpenSSL without its legacy provider
    from bitcoin.core.contrib.ripemd160 import ripemd160 as _ripemd160
else:

    def _ripemd160(data: bytes) -> bytes:
        return new("ripemd160", data).digest()


def ripemd160(data: bytes) -> bytes:
    """RIPEMD-160, 20 bytes."""
    return bytes(_ripemd160(data))


def hash256(data: bytes) -> bytes:
    """SHA256 of SHA256, 32 bytes."""
    return sha256(sha256(data).digest()).digest()


def hash160(data: bytes) -> bytes:
    """RIPEMD160 of SHA256, 20 bytes."""
    return ripemd160(sha256(data).digest())


def tagged_hash(tag: str, data: bytes) -> bytes:
    """BIP340's tagged hash, 32 bytes."""
    prefix = sha256(tag.encode()).digest()
    return sha256(prefix + prefix + data).digest()
