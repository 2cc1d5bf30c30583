"""What callers and handlers see by the lane is what they see by gRPC."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import grpc.aio
import pytest
from behaviours import Seen, all_of, behaviour_of
from serving import SERVICE, Served, serving, until
from ways import Observation, by_grpc, by_lane

ENTRIES = (("k-bin", b"\x00\xff"), ("a", "1"), ("a", "2"), ("empty", ""))
WAITING = ("waits_and_hears_of_its_end", "waits_and_swallows_its_end")


class Ways:
    """One server and a behaviour of it, called by both ways."""

    def __init__(self, served: Served, name: str, seen: Seen, ended: asyncio.Event) -> None:
        self._served = served
        self._method = f"{SERVICE}/{name}"
        self._seconds = 0.05 if name in WAITING else 5.0
        self._seen = seen
        self._ended = ended

    async def by_grpc(self) -> tuple[Observation, Seen]:
        async with grpc.aio.insecure_channel(self._served.target) as channel:
            return await self._seen_after(by_grpc(channel, self._method, b"hi", ENTRIES, self._seconds))

    async def by_lane(self) -> tuple[Observation, Seen]:
        return await self._seen_after(by_lane(self._served.lane, self._method, b"hi", ENTRIES, self._seconds))

    async def _seen_after(self, call: Any) -> tuple[Observation, Seen]:
        self._seen.clear()
        self._ended.clear()
        observation = await call
        await until(self._ended)
        return observation, dict(self._seen)


@pytest.fixture
async def ways(request: pytest.FixtureRequest, directory: Path) -> AsyncIterator[Ways]:
    name, seen, ended = request.param, Seen(), asyncio.Event()
    async with serving(directory, {name: behaviour_of(all_of()[name], seen, ended)}) as served:
        yield Ways(served, name, seen, ended)


@pytest.mark.parametrize("ways", all_of(), indirect=True)
async def test_is_the_same_by_lane_and_by_grpc(ways: Ways) -> None:
    assert await ways.by_lane() == await ways.by_grpc()
