"""The lane of one server: its methods, its socket, its connections and its end."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable, Sequence
from math import inf

from turnout_lane import frames
from turnout_lane.call import STOPPED
from turnout_lane.connection import Connection
from turnout_lane.methods import Method
from turnout_lane.options import Limits
from turnout_lane.place import Place

_TOKEN_BYTES = 32
# CALLs that were on their way at a stop arrive well within this time, and are refused rather than lost.
_LINGER_SECONDS = 1.0


class Lane:
    """Used from its event loop. `methods` and `hello` do not change once it has started; no `address`, no lane."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.token = secrets.token_bytes(_TOKEN_BYTES)
        self.methods: Sequence[Method] = ()
        self.hello = b""
        self.address = ""
        self._place: Place | None = None
        self._listening: asyncio.Server | None = None
        self._connections: set[Connection] = set()
        self._changed = asyncio.Event()
        self._grace_is_over_at = inf
        self._draining: asyncio.Task[None] | None = None

    async def start(self, place: Place, methods: Sequence[Method]) -> None:
        """Listens, once. Raises OSError where the place cannot be had."""
        if self._place is not None:
            return
        self.methods = methods
        names = [method.path[1:] for method in methods]
        self.hello = frames.hello(self.limits.frame_bytes, self.limits.calls_in_flight, names)
        self._place = place
        bound, address = place.open()
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_unix_server(lambda: Connection(self), sock=bound)
        self.address = address

    def join(self, connection: Connection) -> None:
        """A gateway has connected."""
        self._connections.add(connection)

    def leave(self, connection: Connection) -> None:
        """Its connection has ended."""
        self._connections.discard(connection)
        self._changed.set()

    def answered(self) -> None:
        """A connection that is stopping has written replies."""
        self._changed.set()

    async def stop(self, grace_seconds: float | None) -> None:
        """Begins no call more, lets those in flight end within the grace, then interrupts them, and closes.

        Of several calls the shortest grace holds, and all return when the lane is closed.
        """
        self._grace_is_over_at = min(self._grace_is_over_at, self._now() + (grace_seconds or 0.0))
        self._changed.set()
        if self._listening is not None and self._draining is None:
            self._draining = asyncio.create_task(self._drain(self._listening))
        await self.stopped()

    async def stopped(self) -> None:
        """Returns when a stop that has begun is done."""
        if self._draining is not None:
            await asyncio.shield(self._draining)

    async def _drain(self, listening: asyncio.Server) -> None:
        self.address = ""
        listening.close()
        if self._place is not None:
            self._place.close()
        for connection in tuple(self._connections):
            connection.stop()
        await self._wait_until(self._no_call_is_in_flight, lambda: self._grace_is_over_at)
        for connection in self._connections:
            connection.interrupt(STOPPED)
        linger = self._now() + _LINGER_SECONDS
        await self._wait_until(self._no_call_is_in_flight, lambda: linger)
        await self._wait_until(self._no_connection_is_left, lambda: min(linger, self._grace_is_over_at))
        for connection in tuple(self._connections):
            connection.close()

    def _no_call_is_in_flight(self) -> bool:
        return not any(connection.calls for connection in self._connections)

    def _no_connection_is_left(self) -> bool:
        return not self._connections

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _wait_until(self, condition: Callable[[], bool], end: Callable[[], float]) -> None:
        while not condition() and self._now() < end():
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), end() - self._now())
