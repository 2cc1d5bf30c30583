"""CompactSize, Bitcoin's length prefix."""

from __future__ import annotations

# Core's MAX_SIZE: no length on the wire may be larger.
MAX_SIZE = 0x02000000


class MalformedError(ValueError):
    """The bytes are not what they should be."""


def read_compact_size(data: bytes, at: int) -> tuple[int, int]:
    """The length at an offset, and the offset behind it.

    Raises MalformedError for a longer form than needed or a length over MAX_SIZE, IndexError at the end of the data.
    Source: Core's serialize.h, ReadCompactSize.
    """
    first = data[at]
    if first < 0xFD:
        return first, at + 1
    width = 2 if first == 0xFD else 4 if first == 0xFE else 8
    end = at + 1 + width
    if end > len(data):
        raise IndexError
    size = int.from_bytes(data[at + 1 : end], "little")
    if size < (0xFD if width == 2 else 0x10000 if width == 4 else 0x100000000):
        raise MalformedError("a longer length prefix than needed")
    if size > MAX_SIZE:
        raise MalformedError("a length over 32 MiB")
    return size, end


def write_compact_size(size: int) -> bytes:
    """The shortest form."""
    if size < 0xFD:
        return bytes((size,))
    if size <= 0xFFFF:
        return b"\xfd" + size.to_bytes(2, "little")
    if size <= 0xFFFFFFFF:
        return b"\xfe" + size.to_bytes(4, "little")
    return b"\xff" + size.to_bytes(8, "little")
