"""What the task of a call runs: the handler, and then exactly one reply, whatever the handler did."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

import grpc.aio

from turnout_lane import statuses
from turnout_lane.context import LaneContext
from turnout_lane.faults import log_fault, log_suppressed_abort, text_of


async def answer(call: LaneContext, body: bytes) -> None:
    """An asynchronous handler and nothing around it."""
    if call.deadline and monotonic() >= call.deadline:
        call.end_unbegun()
        return
    method = call.method
    try:
        deserialize = method.deserialize
        response = await method.behaviour(body if deserialize is None else deserialize(body), call)
        if call.plain:
            reply = encoded(response, method.serialize)
            call.finished = True
            call.connection.answer(call.call_id, reply)
        else:
            finish(call, response, method.serialize)
    except BaseException as error:
        fail(call, error)


def finish(call: LaneContext, response: Any, serialize: Any) -> None:
    """Answers with what the handler returned. Raises what the serializer raises, and TypeError for no bytes."""
    if call.abort_error is not None:
        if call.finished:
            log_suppressed_abort(call.method.path, call.abort_error)
            return
        raise call.abort_error
    if call.finished:
        return
    body = b"" if call.status or call.interruption else encoded(response, serialize)
    call.end(call.status, call.details_said, body)


def encoded(response: Any, serialize: Any) -> bytes:
    """The reply's body, by grpc.aio's rules: text is UTF-8, and None is an empty body."""
    if isinstance(response, str):
        response = response.encode()
    body = serialize(response) if serialize else response
    if type(body) is bytes:
        return body
    if body is None:
        return b""
    raise TypeError(f"Expected bytes, got {type(body).__name__}")


def fail(call: LaneContext, error: BaseException) -> None:
    """Answers with what the handler raised; KeyboardInterrupt and SystemExit go on to the loop."""
    if isinstance(error, GeneratorExit) and call.connection.is_over():
        raise error
    if isinstance(error, asyncio.CancelledError):
        if not call.finished:
            call.end(statuses.CANCELLED, "the handler raised CancelledError")
        return
    if isinstance(error, grpc.aio.AbortError):
        if error is call.abort_error and call.finished:
            # The call keeps the error, and its frames the call: a cycle that only the collector would find.
            error.__traceback__ = None
            return
        if error is not call.abort_error:
            error = AssertionError("Abort error has been replaced!")
    if not isinstance(error, KeyboardInterrupt | SystemExit):
        log_fault(call.method.path, error)
    if not call.finished:
        _end_failed(call, f"Unexpected {type(error)}: {text_of(error)}")
    if isinstance(error, KeyboardInterrupt | SystemExit):
        raise error


def _end_failed(call: LaneContext, details: str) -> None:
    status = call.status or statuses.UNKNOWN
    try:
        call.end(status, details)
    except (TypeError, ValueError):
        # The metadata that was said is what cannot be sent.
        call.trailing = ()
        call.end(status, details)
