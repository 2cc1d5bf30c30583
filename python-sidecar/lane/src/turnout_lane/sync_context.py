"""What a plain (not async) servicer method is given: grpc.aio's context for handlers that run in its thread pool."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from turnout_lane.context import LaneContext


class SyncContext:
    """Used from a thread of the pool. What the asynchronous context awaits, this one waits for."""

    def __init__(
        self, context: LaneContext, loop: asyncio.AbstractEventLoop, callbacks: list[Callable[[], object]]
    ) -> None:
        self._context = context
        self._loop = loop
        self._callbacks = callbacks

    def abort(self, code: Any, details: str = "", trailing_metadata: Any = ()) -> None:
        aborted = self._context.abort(code, details, trailing_metadata)
        asyncio.run_coroutine_threadsafe(aborted, self._loop).result()

    def send_initial_metadata(self, metadata: Any) -> None:
        sent = self._context.send_initial_metadata(metadata)
        asyncio.run_coroutine_threadsafe(sent, self._loop).result()

    def set_trailing_metadata(self, metadata: Any) -> None:
        self._context.set_trailing_metadata(metadata)

    def invocation_metadata(self) -> Any:
        return self._context.invocation_metadata()

    def set_code(self, code: Any) -> None:
        self._context.set_code(code)

    def set_details(self, details: str) -> None:
        self._context.set_details(details)

    def set_compression(self, compression: Any) -> None:
        self._context.set_compression(compression)

    def disable_next_message_compression(self) -> None:
        self._context.disable_next_message_compression()

    def add_callback(self, callback: Callable[[], object]) -> None:
        self._callbacks.append(callback)

    def peer(self) -> str:
        return self._context.peer()

    def peer_identities(self) -> Iterable[bytes] | None:
        return self._context.peer_identities()

    def peer_identity_key(self) -> str | None:
        return self._context.peer_identity_key()

    def auth_context(self) -> Mapping[str, Iterable[bytes]]:
        return self._context.auth_context()

    def time_remaining(self) -> Any:
        return self._context.time_remaining()
