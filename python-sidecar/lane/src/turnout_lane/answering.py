"""What the task of a call runs: the handler, and then exactly one reply, whatever the handler did."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

import grpc.aio

from turnout_lane import statuses
from turnout_lane.context import LaneContext
from turnout_lane.faults import log_fault


async def answer(call: LaneContext, body: bytes) -> None:
    """An asynchronous handler, nothing around it."""
    if call.deadline and monotonic() >= call.deadline:
        call.end_interrupted()
        return
    method = call.method
    try:
        deserialize = method.deserialize
        response = await method.behaviour(body if deserialize is None else deserialize(body), call)
        finish(call, response, method.serialize)
    except BaseException as error:
        fail(call, error)


def finish(call: LaneContext, response: Any, serialize: Any) -> None:
    """Answers with what the handler returned. Raises what the serializer raises, and TypeError for no bytes."""
    if call.abort_error is not None:
        raise call.abort_error
    if call.status:
        call.end(b"")
        return
    if isinstance(response, str):
        response = response.encode()
    body = serialize(response) if serialize else response
    if type(body) is not bytes:
        raise TypeError(f"Expected bytes, got {type(body).__name__}")
    call.end(body)


def fail(call: LaneContext, error: BaseException) -> None:
    """Answers with what the handler raised; KeyboardInterrupt and SystemExit go on to the loop."""
    if isinstance(error, asyncio.CancelledError):
        if not call.finished:
            call.end_interrupted()
        return
    if isinstance(error, grpc.aio.AbortError):
        if error is call.abort_error:
            return
        error = AssertionError("Abort error has been replaced!")
    log_fault(call.method.path, error)
    if not call.finished:
        call.end_with(call.status or statuses.UNKNOWN, f"Unexpected {type(error)}: {error}")
    if isinstance(error, KeyboardInterrupt | SystemExit):
        raise error
