"""What a servicer is given beside the request: grpc.aio's ServicerContext, for a call of the lane."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import Any, NoReturn

import grpc
import grpc.aio

from turnout_lane import statuses
from turnout_lane.call import Call
from turnout_lane.metadata import encode, require_trailing

_log = logging.getLogger(__name__)


class LaneContext(Call, grpc.aio.ServicerContext[Any, Any]):
    """Says and raises what grpc.aio's does; docs/lane.md lists the differences. Used from its call's event loop."""

    async def read(self) -> NoReturn:
        raise grpc.aio.UsageError("a lane carries unary calls: there is nothing to read but the request")

    async def write(self, message: Any) -> NoReturn:
        raise grpc.aio.UsageError("a lane carries unary calls: return the reply instead of writing it")

    async def send_initial_metadata(self, initial_metadata: Any) -> None:
        self.require_unfinished()
        if self.initial is not None:
            raise grpc.aio.UsageError("Send initial metadata failed: already sent")
        self.initial = encode(initial_metadata)
        self.plain = False

    async def abort(self, code: Any, details: str = "", trailing_metadata: Any = ()) -> NoReturn:
        if self.abort_error is not None:
            raise grpc.aio.UsageError("Abort already called!")
        self.plain = False
        self.abort_error = grpc.aio.AbortError("Locally aborted.")
        if trailing_metadata != () or not self.trailing:
            require_trailing(trailing_metadata)
            self.trailing = trailing_metadata
        if details or not self.details_said:
            self.details_said = details
        self.status = statuses.number_of(code)
        self.status_said = code
        if not self.finished:
            self.end_with(self.status, self.details_said)
        raise self.abort_error

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

    def set_details(self, details: str) -> None:
        self.plain = False
        self.details_said = details

    def details(self) -> str:
        return self.details_said

    def set_compression(self, compression: Any) -> None:
        if self.initial is not None:
            raise RuntimeError("Compression setting must be specified before sending initial metadata")

    def disable_next_message_compression(self) -> None:
        """Nothing to do: a lane's replies are never compressed."""

    def peer(self) -> str:
        return self.connection.peer

    def peer_identities(self) -> Iterable[bytes] | None:
        return None

    def peer_identity_key(self) -> str | None:
        return None

    def auth_context(self) -> Mapping[str, Iterable[bytes]]:
        return {}

    def time_remaining(self) -> Any:
        return max(self.deadline - monotonic(), 0) if self.deadline else None

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        if self.task is not None:
            self.task.add_done_callback(functools.partial(self._call_back, callback))

    def _call_back(self, callback: Callable[[Any], None], _task: object) -> None:
        try:
            callback(self)
        except Exception:
            _log.exception("Error in callback for method [%s]", self.method.path)

    def done(self) -> bool:
        return self.finished

    def cancelled(self) -> bool:
        return self.status == statuses.CANCELLED
