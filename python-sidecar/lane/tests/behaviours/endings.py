"""What handlers return and raise."""

from __future__ import annotations

from typing import Any

import grpc
import grpc.aio
from grpc import StatusCode

from behaviours.registry import Seen, behaviour


class OwnError(Exception):
    """Of an application."""


class BytesOfItsOwn(bytes):
    """Not exactly bytes."""


@behaviour
async def echoes(request: bytes, _context: Any, _seen: Seen) -> Any:
    return request


@behaviour
async def returns_nothing(_request: bytes, _context: Any, _seen: Seen) -> Any:
    return None


@behaviour
async def returns_text(_request: bytes, _context: Any, _seen: Seen) -> Any:
    return "hé"


@behaviour
async def returns_a_number(_request: bytes, _context: Any, _seen: Seen) -> Any:
    return 5


@behaviour
async def returns_a_bytearray(_request: bytes, _context: Any, _seen: Seen) -> Any:
    return bytearray(b"x")


@behaviour
async def returns_bytes_of_its_own(_request: bytes, _context: Any, _seen: Seen) -> Any:
    return BytesOfItsOwn(b"x")


@behaviour
async def raises(_request: bytes, _context: Any, _seen: Seen) -> Any:
    raise ValueError("bad ünïcode %\n41")


@behaviour
async def raises_its_own(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_code(StatusCode.NOT_FOUND)
    context.set_details("is not what the caller gets")
    raise OwnError("x")


@behaviour
async def raises_with_trailing_metadata(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_trailing_metadata((("a", "1"), ("b-bin", b"\x00")))
    raise OwnError("x")


@behaviour
async def raises_after_initial_metadata(_request: bytes, context: Any, _seen: Seen) -> Any:
    await context.send_initial_metadata((("a", "1"),))
    raise OwnError("x")


@behaviour
async def raises_stop_iteration(_request: bytes, _context: Any, _seen: Seen) -> Any:
    raise StopIteration("x")


@behaviour
async def raises_a_group(_request: bytes, _context: Any, _seen: Seen) -> Any:
    raise ExceptionGroup("several", [ValueError("x"), OwnError("y")])


@behaviour
async def raises_an_rpc_error(_request: bytes, _context: Any, _seen: Seen) -> Any:
    raise grpc.RpcError("x")


@behaviour
async def raises_a_usage_error(_request: bytes, _context: Any, _seen: Seen) -> Any:
    raise grpc.aio.UsageError("x")


@behaviour
async def raises_a_foreign_abort(_request: bytes, _context: Any, _seen: Seen) -> Any:
    raise grpc.aio.AbortError("x")


@behaviour
async def sets_a_code(_request: bytes, context: Any, seen: Seen) -> Any:
    before = context.code(), context.details()
    context.set_code(StatusCode.NOT_FOUND)
    seen["code"] = (*before, context.code(), context.details())
    return b"is not sent"


@behaviour
async def sets_a_code_and_returns_nothing(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_code(StatusCode.UNAUTHENTICATED)
    context.set_details("who?")


@behaviour
async def sets_a_code_and_text(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_code(StatusCode.DATA_LOSS)
    context.set_details("ü\n%\x00\U0001f600 and an end ")
    return b""


@behaviour
async def sets_details_only(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_details("only")
    return b"x"


@behaviour
async def sets_no_details(_request: bytes, context: Any, seen: Seen) -> Any:
    context.set_code(StatusCode.NOT_FOUND)
    context.set_details(None)
    seen["details"] = context.details()


@behaviour
async def sets_details_that_are_a_number(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_details(5)


@behaviour
async def sets_details_that_are_bytes(_request: bytes, context: Any, _seen: Seen) -> Any:
    context.set_code(StatusCode.NOT_FOUND)
    context.set_details(b"x")


def _sets(code: Any) -> None:
    async def sets(_request: bytes, context: Any, seen: Seen) -> Any:
        context.set_code(code)
        seen["code"] = context.code()
        seen["cancelled"] = context.cancelled()
        return b"x"

    sets.__name__ = f"sets_the_code_{code!r}"
    behaviour(sets)


for _code in (5, 16, 99, -1, True, "NOT_FOUND", None, (5, "x"), *StatusCode):
    _sets(_code)
