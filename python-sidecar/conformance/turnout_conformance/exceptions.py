"""Handlers that raise, or return what is no reply."""

from __future__ import annotations

import asyncio
from typing import Any

import grpc

from turnout_conformance.ledger import Context
from turnout_conformance.replies import INITIAL, TRAILING


class OwnError(Exception):
    """An error of the service's own, whose text is not its arguments."""

    def __str__(self) -> str:
        return "own text \u00e9 100%"


class OwnBaseError(BaseException):
    """What `except Exception` does not catch."""


def _raising(error: BaseException) -> Any:
    async def handle(_request: bytes, _context: Context) -> bytes:
        raise error

    return handle


def _returning(value: Any) -> Any:
    async def handle(_request: bytes, _context: Context) -> Any:
        return value

    return handle


async def raises_after_set_code(_request: bytes, context: Context) -> bytes:
    """A code that was set, and then an exception."""
    context.set_code(grpc.StatusCode.NOT_FOUND)
    context.set_details("set before")
    context.set_trailing_metadata(TRAILING)
    raise ValueError("after set_code")


async def raises_after_initial_metadata(_request: bytes, context: Context) -> bytes:
    """Headers have left when the handler fails."""
    await context.send_initial_metadata(INITIAL)
    raise ValueError("after headers")


async def raises_a_group(_request: bytes, _context: Context) -> bytes:
    """What a task group of the handler's raises."""

    async def part() -> None:
        raise ValueError("in a part")

    async with asyncio.TaskGroup() as group:
        group.create_task(part())
    return b"never"


async def cancels_itself(_request: bytes, _context: Context) -> bytes:
    """The handler's own task is cancelled from inside."""
    task = asyncio.current_task()
    assert task is not None
    task.cancel()
    await asyncio.sleep(0)
    return b"never"


def not_a_coroutine(_request: bytes, _context: Any) -> bytes:
    """A plain function: it runs in the thread pool."""
    return b"plain"


class Callable:
    """An object that is called, whose __call__ is a coroutine function."""

    async def __call__(self, _request: bytes, _context: Context) -> bytes:
        return b"called"


HANDLERS: dict[str, Any] = {
    "RaisesValueError": _raising(ValueError("a value")),
    "RaisesWithoutText": _raising(ValueError()),
    "RaisesKeyError": _raising(KeyError("key")),
    "RaisesOwnError": _raising(OwnError("not shown")),
    "RaisesBaseException": _raising(OwnBaseError("base")),
    "RaisesCancelledError": _raising(asyncio.CancelledError("by the handler")),
    "RaisesTimeoutError": _raising(TimeoutError("too late")),
    "RaisesStopAsyncIteration": _raising(StopAsyncIteration("stop")),
    "RaisesAssertion": _raising(AssertionError("not so")),
    "RaisesNotImplemented": _raising(NotImplementedError("later")),
    "RaisesRpcError": _raising(grpc.RpcError("rpc")),
    "RaisesMultiline": _raising(ValueError("line one\nline two")),
    "RaisesAfterSetCode": raises_after_set_code,
    "RaisesAfterInitialMetadata": raises_after_initial_metadata,
    "RaisesAGroup": raises_a_group,
    "CancelsItself": cancels_itself,
    "ReturnsNone": _returning(None),
    "ReturnsText": _returning("text"),
    "ReturnsNumber": _returning(7),
    "ReturnsBytearray": _returning(bytearray(b"array")),
    "ReturnsMemoryview": _returning(memoryview(b"view")),
    "NotACoroutine": not_a_coroutine,
    "CallableObject": Callable(),
}
