"""What Core's signmessage and BIP137 sign."""

from __future__ import annotations

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash256

_MAGIC = b"\x18Bitcoin Signed Message:\n"


def legacy_hash(message: str) -> bytes:
    """Double SHA256 of magic and message, 32 bytes."""
    text = message.encode()
    return hash256(_MAGIC + write_compact_size(len(text)) + text)
