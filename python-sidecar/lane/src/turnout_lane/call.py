"""One call in flight: what its handler has said, and how it ends."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

import grpc.aio

from turnout_lane import frames, statuses
from turnout_lane.metadata import Metadata, encode

if TYPE_CHECKING:
    from turnout_lane.connection import Connection
    from turnout_lane.methods import Method

# A deadline before any reading of time.monotonic.
_LONG_AGO = 1e-9


class Call:
    """Used from the loop of its connection. `deadline` is on the clock of time.monotonic, 0.0 where there is none.

    Most calls say nothing but their reply, so that all that a handler may say has its default in the class and costs
    nothing; `plain` is False as soon as something was said.
    """

    task: asyncio.Task[None] | None = None
    finished = False
    plain = True
    expired = False
    status = statuses.OK
    status_said: Any = None
    details_said = ""
    initial: bytes | None = None
    trailing: tuple[Any, ...] = ()
    abort_error: grpc.aio.AbortError | None = None

    def __init__(
        self, connection: Connection, call_id: int, method: Method, metadata: Metadata, deadline: float
    ) -> None:
        self.connection = connection
        self.call_id = call_id
        self.method = method
        self.metadata = metadata
        self.deadline = deadline

    def interrupt(self) -> None:
        """Stops the work: nobody waits for it any more. A handler that has not begun will not."""
        task = self.task
        if task is None or inspect.getcoroutinestate(task.get_coro()) == inspect.CORO_CREATED:  # type: ignore[arg-type]
            self.deadline = _LONG_AGO
        else:
            task.cancel()

    def expire(self) -> None:
        """Interrupts because the deadline has passed."""
        self.expired = True
        self.interrupt()

    def end(self, body: bytes) -> None:
        """Answers OK. Raises TypeError or ValueError where the metadata that was said cannot be sent."""
        limit = self.connection.limits.send_bytes
        if limit is not None and len(body) > limit:
            self.end_with(statuses.RESOURCE_EXHAUSTED, f"Sent message larger than max ({len(body)} vs. {limit})")
        elif self.plain:
            self.finished = True
            self.connection.answer(self.call_id, body)
        else:
            self.end_with(self.status, self.details_said, body)

    def end_with(self, status: int, details: str, body: bytes = b"") -> None:
        """Answers with this status and the metadata that was said; raises as `end`."""
        trailing = encode(self.trailing) if self.trailing else b""
        reply = frames.reply(self.call_id, status, details.encode(), self.initial or b"", trailing, body)
        self.connection.answer_with(self.call_id, reply)
        self.finished = True

    def end_interrupted(self) -> None:
        """Answers a call that nobody waits for."""
        if self.expired or self.deadline > _LONG_AGO:
            self.end_with(statuses.DEADLINE_EXCEEDED, "Deadline Exceeded")
        else:
            self.end_with(statuses.CANCELLED, "CANCELLED")

    def require_unfinished(self) -> None:
        """Raises what grpc.aio raises to a handler that goes on after its end."""
        if self.abort_error is not None:
            raise self.abort_error
        if self.finished:
            raise grpc.aio.UsageError("RPC already finished.")
