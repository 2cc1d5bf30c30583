"""Handlers that answer: bodies of all sizes, metadata both ways."""

from __future__ import annotations

import json

from turnout_conformance.ledger import CALL_ID, Context

MIB = 1024 * 1024

# Binary values with every byte, duplicates of one name apart from each other, and an order that no sorting gives.
INITIAL = (
    ("z-first", "1"),
    ("a-second", "2"),
    ("a-bytes-bin", bytes(range(256))),
    ("z-first", "3"),
    ("a-empty", ""),
    ("a-empty-bin", b""),
)
TRAILING = (
    ("z-last", "1"),
    ("b-bytes-bin", b"\x00\xff,\x00"),
    ("a-last", 'with spaces, commas;=and %25 "quotes"'),
    ("b-bytes-bin", b"second"),
    ("z-last", "2"),
    ("x_under.dot-0", "~!"),
)


async def echo(request: bytes, _context: Context) -> bytes:
    """The request."""
    return request


async def empty(_request: bytes, _context: Context) -> bytes:
    """No bytes."""
    return b""


async def large(request: bytes, _context: Context) -> bytes:
    """As many MiB as the request's first byte says, at least 3."""
    return bytes(range(256)) * (max(3, request[0] if request else 0) * MIB // 256)


async def measured(request: bytes, _context: Context) -> bytes:
    """The request's length and sum, so that large requests can be compared without being sent back."""
    return f"{len(request)} {sum(request)}".encode()


def _seen(context: Context) -> list[list[str]]:
    return [
        [name, value.hex() if isinstance(value, bytes) else value, type(value).__name__]
        for name, value in context.invocation_metadata() or ()
        if name != CALL_ID
    ]


async def mirror(_request: bytes, context: Context) -> bytes:
    """The metadata as the handler sees it, in order, as JSON: text as text, bytes in hexadecimal."""
    return json.dumps(_seen(context)).encode()


async def mirror_sorted(_request: bytes, context: Context) -> bytes:
    """The same without its order."""
    return json.dumps(sorted(_seen(context))).encode()


async def metadata_both(request: bytes, context: Context) -> bytes:
    """Initial and trailing metadata with all that metadata may be."""
    await context.send_initial_metadata(INITIAL)
    context.set_trailing_metadata(TRAILING)
    return request


async def metadata_trailing(request: bytes, context: Context) -> bytes:
    """Trailing metadata only."""
    context.set_trailing_metadata(TRAILING)
    return request


async def metadata_trailing_twice(request: bytes, context: Context) -> bytes:
    """Set twice: the second replaces the first."""
    context.set_trailing_metadata((("first", "1"),))
    context.set_trailing_metadata((("second", "2"),))
    return request


async def metadata_initial_twice(request: bytes, context: Context) -> bytes:
    """Sent twice, which is one time too often."""
    await context.send_initial_metadata((("first", "1"),))
    await context.send_initial_metadata((("second", "2"),))
    return request


async def metadata_initial_none(request: bytes, context: Context) -> bytes:
    """Sent, and empty."""
    await context.send_initial_metadata(())
    return request


async def metadata_8_kib(request: bytes, context: Context) -> bytes:
    """About 4 KiB each way."""
    await context.send_initial_metadata((("big", "i" * 4000),))
    context.set_trailing_metadata((("big", "t" * 4000),))
    return request


async def trailing_read_back(_request: bytes, context: Context) -> bytes:
    """What the context says of what was set."""
    context.set_trailing_metadata((("a", "1"), ("b-bin", b"\x01")))
    return repr([(name, value) for name, value in context.trailing_metadata()]).encode()


HANDLERS = {
    "Echo": echo,
    "Empty": empty,
    "Large": large,
    "Measured": measured,
    "Mirror": mirror,
    "MirrorSorted": mirror_sorted,
    "MetadataBoth": metadata_both,
    "MetadataTrailing": metadata_trailing,
    "MetadataTrailingTwice": metadata_trailing_twice,
    "MetadataInitialTwice": metadata_initial_twice,
    "MetadataInitialNone": metadata_initial_none,
    "Metadata8KiB": metadata_8_kib,
    "TrailingReadBack": trailing_read_back,
}
