"""Servers of these tests: real ones, on unix sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import turnout_lane
from lane_client import Announcement, LaneClient, announced

SERVICE = "test.Service"
# Long enough for a machine that is busy with a build.
PATIENCE = 30.0


@dataclass(frozen=True)
class Served:
    """A server that has started."""

    server: turnout_lane.LaneServer
    target: str
    lane: Announcement

    async def client(self) -> LaneClient:
        """A new connection of the lane, greeted."""
        return await LaneClient.greeted(self.lane.path, self.lane.token)


@dataclass
class Gate:
    """A handler that says when it runs, and ends when it may."""

    began: asyncio.Event = field(default_factory=asyncio.Event)
    may_end: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    running: int = 0
    cancelled: int = 0

    async def wait(self, request: bytes, _context: object) -> bytes:
        """Echoes."""
        self.running += 1
        self.began.set()
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.running -= 1
            self.ended.set()
        return request


async def echo(request: bytes, _context: object) -> bytes:
    """What most tests call."""
    return request


def unary(behaviour: Any) -> Any:
    """Raw bytes in and out."""
    return grpc.unary_unary_rpc_method_handler(behaviour)


@asynccontextmanager
async def serving(directory: Path, behaviours: Mapping[str, Any], **arguments: Any) -> AsyncIterator[Served]:
    """Serves raw unary behaviours as methods of test.Service; arguments are turnout_lane.server's."""
    server = turnout_lane.server(**arguments)
    server.add_registered_method_handlers(SERVICE, {name: unary(behaviour) for name, behaviour in behaviours.items()})
    target = f"unix:{directory / 'g'}"
    server.add_insecure_port(target)
    await server.start()
    try:
        yield Served(server, target, await announced(target))
    finally:
        await server.stop(None)


async def until(event: asyncio.Event) -> None:
    """Waits for what another task does."""
    await asyncio.wait_for(event.wait(), PATIENCE)
