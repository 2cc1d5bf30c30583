"""Metadata in frames and as applications see it: docs/lane.md, section Metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from struct import Struct
from typing import Any, Final, NamedTuple, TypeAlias

from turnout_lane.frames import BadFrame, Code


class Metadatum(NamedTuple):
    """One entry, as grpc.aio shows it: the value is bytes where the key ends in -bin."""

    key: str
    value: str | bytes


Metadata: TypeAlias = tuple[Metadatum, ...]

_ENTRY: Final = Struct("<HI")
_NAME = re.compile(rb"[0-9a-z_.-]+")
_VALUE = re.compile(rb"[\x20-\x7e]*")

# Callers repeat themselves (user-agent, tenant), so that most blocks have been seen before. Blocks above 512 bytes
# carry what differs in every call (tokens, traces).
_CACHED_BLOCKS = 512
_CACHED_BYTES = 512
_cache: dict[bytes, Metadata] = {}

# Whoever reads a call looks here first.
seen = _cache.get


def decode(block: bytes) -> Metadata:
    """The entries in their order. Raises BadFrame."""
    entries = tuple(_entries(block))
    if len(block) <= _CACHED_BYTES:
        if len(_cache) >= _CACHED_BLOCKS:
            _cache.clear()
        _cache[block] = entries
    return entries


def _entries(block: bytes) -> list[Metadatum]:
    entries = []
    at, end = 0, len(block)
    while at < end:
        if at + _ENTRY.size > end:
            raise BadFrame(Code.PROTOCOL, "metadata ends within an entry")
        name_bytes, value_bytes = _ENTRY.unpack_from(block, at)
        value_at = at + _ENTRY.size + name_bytes
        name = block[at + _ENTRY.size : value_at]
        at = value_at + value_bytes
        if at > end:
            raise BadFrame(Code.PROTOCOL, "a metadata entry is longer than its block")
        entries.append(_entry(name, block[value_at:at]))
    return entries


def _entry(name: bytes, value: bytes) -> Metadatum:
    if not _NAME.fullmatch(name):
        raise BadFrame(Code.PROTOCOL, f"metadata has the name {_shown(name)} (expected: a-z, 0-9, - _ .)")
    key = name.decode()
    if name.endswith(b"-bin"):
        return Metadatum(key, value)
    if not _VALUE.fullmatch(value):
        raise BadFrame(Code.PROTOCOL, f"metadata {key} has a value that is not printable ASCII")
    return Metadatum(key, value.decode())


def _shown(name: bytes) -> str:
    return repr(name[:80])[1:]


def encode(entries: Iterable[tuple[str, str | bytes]]) -> bytes:
    """Of what a handler said. Raises TypeError and ValueError for what cannot be sent."""
    parts: list[bytes] = []
    for key, value in entries:
        name = key.encode()
        content = value.encode() if isinstance(value, str) else value
        if not _NAME.fullmatch(name):
            raise ValueError(f"metadata has the name {_shown(name)} (expected: a-z, 0-9, - _ .)")
        if not name.endswith(b"-bin") and not _VALUE.fullmatch(content):
            raise ValueError(f"metadata {key} has a value that is not printable ASCII")
        parts += (_ENTRY.pack(len(name), len(content)), name, content)
    return b"".join(parts)


def require_trailing(metadata: Any) -> None:
    """Raises grpc.aio's TypeError for what is no sequence of pairs."""
    if not hasattr(metadata, "__iter__") or isinstance(metadata, dict) or not all(map(_is_entry, metadata)):
        raise TypeError(f"Invalid trailing metadata type, expected Tuple[Tuple[str, Union[str, bytes]]...]: {metadata}")


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, tuple) and len(entry) == 2 and isinstance(entry[0], str) and isinstance(entry[1], str | bytes)
    )
