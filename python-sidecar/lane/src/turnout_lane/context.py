"""What a servicer is given beside the request: grpc.aio's ServicerContext, for a call of the lane."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import Any, NoReturn

import grpc
import grpc.aio

from turnout_lane import statuses
from turnout_lane.call import Call
from turnout_lane.metadata import InvalidMetadata, encode, require_trailing

# What grpc.aio says of a socket without TLS.
_AUTH_CONTEXT = {"transport_security_type": [b"insecure"], "security_level": [b"TSI_SECURITY_NONE"]}


class LaneContext(Call, grpc.aio.ServicerContext[Any, Any]):
    """Says and raises what grpc.aio's does; docs/lane.md lists the differences. Used from its call's event loop."""

    async def read(self) -> Any:
        """Of a unary call there is nothing to read beside its request."""
        self.require_unfinished()
        return grpc.aio.EOF

    async def write(self, message: Any) -> NoReturn:
        """A lane carries unary calls only: raises UsageError."""
        raise grpc.aio.UsageError("a unary call is answered by what its handler returns, not by write()")

    async def send_initial_metadata(self, initial_metadata: Any) -> None:
        """Goes out with the reply: a lane has no frame for it alone."""
        self.require_unfinished()
        if self.initial is not None:
            raise grpc.aio.UsageError("Send initial metadata failed: already sent")
        try:
            self.initial = encode(initial_metadata)
        except InvalidMetadata as invalid:
            self.end(statuses.INTERNAL, "Invalid metadata")
            raise grpc.aio.InternalError(str(invalid)) from invalid
        self.plain = False

    async def abort(self, code: Any, details: str | None = "", trailing_metadata: Any = ()) -> NoReturn:
        _require("details", details, str)
        _require("trailing_metadata", trailing_metadata, tuple)
        if self.abort_error is not None:
            raise grpc.aio.UsageError("Abort already called!")
        self.plain = False
        self.abort_error = grpc.aio.AbortError("Locally aborted.")
        if trailing_metadata != () or not self.trailing:
            require_trailing(trailing_metadata)
            self.trailing = trailing_metadata
        if details != "" or not self.details_said:
            self.details_said = details
        self.status = statuses.number_of(code)
        self.status_said = code
        if not self.finished:
            self._end_aborted()
        raise self.abort_error

    def _end_aborted(self) -> None:
        if self.status == statuses.OK:
            # grpc.aio sends OK without a message, and its clients wait for one until their deadline.
            self.end(statuses.UNKNOWN, f"aborted with OK: {self.details_said or ''}")
        else:
            self.end(self.status, self.details_said)

    async def abort_with_status(self, status: grpc.Status) -> NoReturn:
        await self.abort(status.code, status.details, status.trailing_metadata)

    def set_trailing_metadata(self, trailing_metadata: Any) -> None:
        require_trailing(trailing_metadata)
        self.plain = False
        self.trailing = tuple(trailing_metadata)

    def trailing_metadata(self) -> Any:
        return self.trailing

    def invocation_metadata(self) -> Any:
        return self.metadata

    def set_code(self, code: Any) -> None:
        self.plain = False
        self.status = statuses.number_of(code)
        self.status_said = code

    def code(self) -> Any:
        return self.status_said

    def set_details(self, details: str | None) -> None:
        _require("details", details, str)
        self.plain = False
        self.details_said = details

    def details(self) -> Any:
        return self.details_said

    def set_compression(self, compression: Any) -> None:
        """Changes nothing: a lane's replies are never compressed."""
        if self.initial is not None:
            raise RuntimeError("Compression setting must be specified before sending initial metadata")

    def disable_next_message_compression(self) -> None:
        """Changes nothing: a lane's replies are never compressed."""

    def peer(self) -> str:
        """`unix:` and the path of the lane's socket."""
        return self.connection.peer

    def peer_identities(self) -> Iterable[bytes] | None:
        return None

    def peer_identity_key(self) -> str | None:
        return None

    def auth_context(self) -> Mapping[str, Iterable[bytes]]:
        return dict(_AUTH_CONTEXT)

    def time_remaining(self) -> Any:
        return max(self.deadline - monotonic(), 0) if self.deadline else None

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        if self.callbacks is None:
            self.callbacks = []
            # An eager task runs before it is known here.
            task = self.task or asyncio.current_task()
            if task is not None:
                task.add_done_callback(self.call_back)
        self.callbacks.append(callback)

    def done(self) -> bool:
        return self.finished and self.interruption is None

    def cancelled(self) -> bool:
        """Whether the handler has set this status, as in grpc.aio; a call that is cancelled raises CancelledError."""
        return self.status == statuses.CANCELLED


def _require(name: str, value: object, expected: type) -> None:
    """Raises the TypeError of grpc.aio's compiled arguments: no subclasses, and None is taken."""
    if value is not None and type(value) is not expected:
        got = type(value).__name__
        raise TypeError(f"Argument '{name}' has incorrect type (expected {expected.__name__}, got {got})")
