"""The framing of a PSBT: magic, then maps of key-value records."""

from __future__ import annotations

from turnout_sidecar.codec.compact_size import MalformedError, read_compact_size, write_compact_size

MAGIC = b"psbt\xff"

# Records and maps together.
MOST_RECORDS = 50_000


class TooLargeError(ValueError):
    """More records or elements than a PSBT may have here."""


# The records of one map. A key is its type and key data.
Records = dict[bytes, bytes]


def read_maps(data: bytes) -> list[Records]:
    """All maps, in the order of the bytes. Raises MalformedError, also for a key that repeats, and TooLargeError."""
    if not data.startswith(MAGIC):
        raise MalformedError("no magic bytes")
    maps: list[Records] = []
    at, end, left = len(MAGIC), len(data), MOST_RECORDS
    try:
        while at < end:
            at, left = _read_map(data, at, maps, left)
    except IndexError:
        raise MalformedError("the data end in the middle of a map") from None
    return maps


def _read_map(data: bytes, at: int, maps: list[Records], left: int) -> tuple[int, int]:
    records: Records = {}
    while True:
        if len(records) >= left:
            raise TooLargeError(f"over {MOST_RECORDS} records")
        size, at = read_compact_size(data, at)
        if size == 0:
            maps.append(records)
            return at, left - 1 - len(records)
        key, at = _take(data, at, size)
        size, at = read_compact_size(data, at)
        value, at = _take(data, at, size)
        if key in records:
            raise MalformedError("a key repeats")
        records[key] = value


def _take(data: bytes, at: int, size: int) -> tuple[bytes, int]:
    end = at + size
    if end > len(data):
        raise IndexError
    return data[at:end], end


def key_type(key: bytes) -> int:
    """The type that a key begins with. Raises MalformedError."""
    if key[0] < 0xFD:
        return key[0]
    try:
        return read_compact_size(key, 0)[0]
    except IndexError:
        raise MalformedError("a key ends in its type") from None


def write_map(records: list[tuple[bytes, bytes]]) -> bytes:
    """One map with its separator."""
    parts: list[bytes] = []
    for key, value in records:
        parts += (write_compact_size(len(key)), key, write_compact_size(len(value)), value)
    parts.append(b"\x00")
    return b"".join(parts)
