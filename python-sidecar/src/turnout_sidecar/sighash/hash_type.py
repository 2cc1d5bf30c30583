"""The bits of a hash type."""

from __future__ import annotations

DEFAULT, ALL, NONE, SINGLE = 0, 1, 2, 3
ANYONE_CAN_PAY = 0x80

_TAPROOT = frozenset((DEFAULT, ALL, NONE, SINGLE, 0x81, 0x82, 0x83))


def signs_no_outputs(hash_type: int) -> bool:
    """NONE, as legacy inputs and those of witness version 0 read it."""
    return hash_type & 0x1F == NONE


def signs_one_output(hash_type: int) -> bool:
    """SINGLE, as legacy inputs and those of witness version 0 read it."""
    return hash_type & 0x1F == SINGLE


def is_taproot(hash_type: int) -> bool:
    """Whether BIP341 knows it."""
    return hash_type in _TAPROOT
