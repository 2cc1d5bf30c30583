"""Hashes in requests."""

from __future__ import annotations

import re

from turnout_sidecar.refusal import Refusal, quoted

_HASH = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


def reversed_hash(field: str, text: str, reason: str) -> bytes:
    """The 32 bytes in wire order of 64 hex digits; anything else is refused with the given reason."""
    if not _HASH.fullmatch(text):
        raise Refusal(reason, field, f"{quoted(text)} (expected: 64 hexadecimal digits)")
    return bytes.fromhex(text)[::-1]
