"""Handlers whose messages cannot be read or written, and those that are read and written as generated code does."""

from __future__ import annotations

from typing import Any

import grpc

from turnout_conformance.ledger import Context
from turnout_conformance.replies import INITIAL


async def _answers(_request: Any, _context: Context) -> Any:
    return "reply"


async def _answers_late(_request: Any, context: Context) -> Any:
    await context.send_initial_metadata(INITIAL)
    return "reply"


async def _fails(_request: Any, context: Context) -> Any:
    context.set_code(grpc.StatusCode.NOT_FOUND)
    context.set_details("set before the serializer")
    return "reply"


def _refuses(_value: Any) -> Any:
    raise ValueError("not a message")


def _to_text(value: bytes) -> str:
    return value.decode()


def _to_bytes(value: str) -> bytes:
    return value.encode()


# (handler, deserializer, serializer)
CODECS: dict[str, tuple[Any, Any, Any]] = {
    "CodecTextBothWays": (_answers, _to_text, _to_bytes),
    "DeserializerFails": (_answers, _refuses, _to_bytes),
    "SerializerFails": (_answers, _to_text, _refuses),
    "SerializerFailsAfterHeaders": (_answers_late, _to_text, _refuses),
    "SerializerFailsAfterSetCode": (_fails, _to_text, _refuses),
    "SerializerGivesText": (_answers, _to_text, str),
    "SerializerGivesNone": (_answers, _to_text, lambda _value: None),
    "DeserializerGivesNone": (_answers, lambda _value: None, _to_bytes),
}
