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
_LONGEST_NAME = 65_535

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


class InvalidMetadata(ValueError):
    """A name or a value that gRPC cannot send either; its clients are answered INTERNAL."""


# What belongs to HTTP/2 and to gRPC itself: grpc.aio takes it from applications too, and does not send it.
_RESERVED = frozenset(
    name.encode()
    for name in (
        *("content-length", "content-type", "te"),
        *("grpc-accept-encoding", "grpc-encoding", "grpc-internal-encoding-request"),
        *("grpc-message", "grpc-status", "grpc-timeout"),
    )
)


def encode(entries: Iterable[tuple[str, str | bytes | None]]) -> bytes:
    """Of what a handler said. Raises InvalidMetadata, and TypeError for what is neither text nor bytes."""
    parts: list[bytes] = []
    for key, value in entries:
        name = _bytes_of(key)
        if key.endswith("-bin"):
            if not isinstance(value, bytes):
                raise TypeError(f'Binary metadata key="{key}" expected bytes, got {type(value)}')
            content = value
        else:
            content = _bytes_of(value)
            if not _VALUE.fullmatch(content):
                raise InvalidMetadata(f"metadata {key} has a value that is not printable ASCII")
        if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
            raise InvalidMetadata(f"metadata has the name {_shown(name)} (expected: a-z, 0-9, - _ .)")
        if name not in _RESERVED:
            parts += (_ENTRY.pack(len(name), len(content)), name, content)
    return b"".join(parts)


def _bytes_of(text: object) -> bytes:
    if text is None:
        return b""
    if isinstance(text, bytes):
        return text
    if isinstance(text, str):
        return text.encode()
    raise TypeError(f"Expected str, not {type(text)}")


def require_trailing(metadata: Any) -> None:
    """Raises grpc.aio's TypeError for what is no sequence of pairs."""
    if not hasattr(metadata, "__iter__") or isinstance(metadata, dict) or not all(map(_is_entry, metadata)):
        raise TypeError(f"Invalid trailing metadata type, expected Tuple[Tuple[str, Union[str, bytes]]...]: {metadata}")


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, tuple) and len(entry) == 2 and isinstance(entry[0], str) and isinstance(entry[1], str | bytes)
    )
