"""One call in flight: what its handler has said, and how it ends."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import grpc.aio

from turnout_lane import frames, statuses
from turnout_lane.metadata import InvalidMetadata, Metadata, encode

if TYPE_CHECKING:
    from turnout_lane.connection import Connection
    from turnout_lane.methods import Method

_log = logging.getLogger(__name__)

# A deadline before any reading of time.monotonic.
_LONG_AGO = 1e-9


class Interruption(NamedTuple):
    """Why nobody waits for a call's handler any more, as its reply says it: in grpc.aio's words."""

    status: int
    details: str


CANCELLED = Interruption(statuses.CANCELLED, "CANCELLED")
EXPIRED = Interruption(statuses.DEADLINE_EXCEEDED, "Deadline Exceeded")
STOPPED = Interruption(statuses.UNAVAILABLE, "Cancelling all calls")


class Call:
    """Used from the loop of its connection. `deadline` is on the clock of time.monotonic, 0.0 where there is none.

    Most handlers say nothing but their reply. So all that they may say has its default in the class and costs nothing;
    `plain` is False as soon as a reply needs more than its body.
    """

    task: asyncio.Task[None] | None = None
    plain = True
    finished = False
    interruption: Interruption | None = None
    status = statuses.OK
    status_said: Any = None
    details_said: str | None = ""
    initial: bytes | None = None
    trailing: tuple[Any, ...] = ()
    abort_error: grpc.aio.AbortError | None = None
    callbacks: list[Callable[[Any], None]] | None = None

    def __init__(
        self, connection: Connection, call_id: int, method: Method, metadata: Metadata, deadline: float
    ) -> None:
        self.connection = connection
        self.call_id = call_id
        self.method = method
        self.metadata = metadata
        self.deadline = deadline

    def interrupt(self, interruption: Interruption) -> None:
        """Stops the work. A handler that has not begun will not, and is answered for by its task."""
        if self.interruption is not None:
            return
        self.interruption = interruption
        self.plain = False
        task = self.task
        if task is None or inspect.getcoroutinestate(task.get_coro()) == inspect.CORO_CREATED:  # type: ignore[arg-type]
            self.deadline = _LONG_AGO
        else:
            task.cancel()

    def end(self, status: int, details: str | None, body: bytes = b"") -> None:
        """Answers with the metadata that was said.

        Raises TypeError for metadata of other types than text and bytes, and ValueError for text that is no Unicode.
        """
        if self.interruption is not None:
            (status, details), body = self.interruption, b""
        try:
            trailing = encode(self.trailing)
        except InvalidMetadata:
            status, details, trailing, body = statuses.INTERNAL, "Invalid metadata", b"", b""
        text = (details or "").encode()
        self.finished = True
        self.connection.answer_with(
            self.call_id, frames.reply(self.call_id, status, text, self.initial or b"", trailing, body)
        )

    def end_unbegun(self) -> None:
        """Answers for a handler that will not begin."""
        self.interruption = self.interruption or EXPIRED
        self.end(*self.interruption)

    def call_back(self, _task: object) -> None:
        """Tells who wanted to know that the call is done; after the first that fails no more, as grpc.aio."""
        try:
            for callback in self.callbacks or ():
                callback(self)
        except Exception:
            _log.exception("Error in callback for method [%s]", self.method.path)

    def require_unfinished(self) -> None:
        """Raises what grpc.aio raises to a handler that goes on after its end."""
        if self.abort_error is not None:
            raise self.abort_error
        if self.finished:
            raise grpc.aio.UsageError("RPC already finished.")
