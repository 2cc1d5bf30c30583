"""Reading a request body."""

from __future__ import annotations

from typing import TypeVar

from google.protobuf.message import DecodeError, Message

from turnout_sidecar.refusal import Refusal

M = TypeVar("M", bound=Message)


def parse(kind: type[M], body: bytes) -> M:
    """The request message; refuses what is not one, text that is no UTF-8 included."""
    try:
        return kind.FromString(body)
    except DecodeError:
        raise Refusal("REQUEST_MALFORMED", "", f"the body is not a {kind.DESCRIPTOR.full_name}") from None
