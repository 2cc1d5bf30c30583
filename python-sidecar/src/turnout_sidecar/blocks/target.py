"""A block's target."""

from __future__ import annotations


def target_of(bits: int) -> bytes:
    """32 bytes, big-endian, of a compact target; empty for a negative number, and above 2^256 - 1.

    Source: Core's arith_uint256::SetCompact.
    """
    exponent, mantissa = bits >> 24, bits & 0x7FFFFF
    target = mantissa << 8 * (exponent - 3) if exponent > 3 else mantissa >> 8 * (3 - exponent)
    if target >> 256 or (target and bits & 0x800000):
        return b""
    return target.to_bytes(32, "big")
