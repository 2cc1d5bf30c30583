"""Bucketing as docs/bucketing.md defines it, written from that page alone. Standard library only."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

BUCKETS: Final = 10_000
SALTS: Final = ("turnout:rollout:", "turnout:shadow:", "turnout:a-a:")
_MASK: Final = 0xFFFF_FFFF


@dataclass(frozen=True)
class Vector:
    """One key and the bucket that every implementation must find for it."""

    salt: str
    component: str
    key: bytes
    hash: int
    bucket: int


def murmur3_x86_32(data: bytes, seed: int = 0) -> int:
    """Hash ``data`` with MurmurHash3_x86_32 (Austin Appleby); unsigned, 32 bits."""
    state = seed
    whole = len(data) - len(data) % 4
    for at in range(0, whole, 4):
        state ^= _scrambled(int.from_bytes(data[at : at + 4], "little"))
        state = (_rotated(state, 13) * 5 + 0xE6546B64) & _MASK
    state ^= _scrambled(int.from_bytes(data[whole:], "little"))
    state ^= len(data)
    state = ((state ^ (state >> 16)) * 0x85EBCA6B) & _MASK
    state = ((state ^ (state >> 13)) * 0xC2B2AE35) & _MASK
    return state ^ (state >> 16)


def bucket_hash(salt: str, component: str, key: bytes) -> int:
    """Hash of salt, component and key, one after the other with nothing between."""
    return murmur3_x86_32(salt.encode("ascii") + component.encode("utf-8") + key)


def bucket(salt: str, component: str, key: bytes) -> int:
    """Bucket of a key, 0 to 9,999."""
    return bucket_hash(salt, component, key) % BUCKETS


def is_native(component: str, key: bytes, share_basis_points: int) -> bool:
    """Whether a key is on NATIVE at a share of 0 to 10,000 basis points."""
    return bucket("turnout:rollout:", component, key) < share_basis_points


def integer_key(value: int) -> bytes:
    """Key bytes of an integer or bool field: its value in 64 bits, little-endian."""
    return (value % (1 << 64)).to_bytes(8, "little")


def vectors() -> list[Vector]:
    """The vectors of proto/vectors/bucketing.json, always the same ones."""
    source = random.Random(20261125)
    components = ("chain", "script", "keys", "wallet", "lightning", "dlc")
    keys: list[bytes] = []
    # Every length around block boundaries, with bytes that are negative as Java's.
    keys += [bytes((0x80 + at) % 256 for at in range(length)) for length in range(1, 41)]
    # What callers really send: transaction and block ids, addresses, wallet names.
    keys += [source.randbytes(32).hex().encode() for _ in range(60)]
    keys += [f"bcrt1q{source.randbytes(16).hex()}".encode() for _ in range(20)]
    keys += [name.encode() for name in ("alice", "Alice", "a", " ", "zażółć", "口座", "🚂")]
    keys += [source.randbytes(source.randrange(1, 200)) for _ in range(30)]
    keys += [integer_key(value) for value in (1, -1, 255, 256, 840_000, 2**31, -(2**31), 2**63 - 1)]
    found = []
    for key in keys:
        for component in components:
            for salt in SALTS if component == "chain" else SALTS[:1]:
                value = bucket_hash(salt, component, key)
                found.append(Vector(salt, component, key, value, value % BUCKETS))
    return found


def _scrambled(block: int) -> int:
    return (_rotated((block * 0xCC9E2D51) & _MASK, 15) * 0x1B873593) & _MASK


def _rotated(value: int, bits: int) -> int:
    return ((value << bits) | (value >> (32 - bits))) & _MASK
