"""Deadlines, cancellation, and what a call's end does to its handler."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import lane_client as lane
import pytest
from serving import Gate, echo, serving, until
from turnout_lane import connection
from ways import by_lane

WAIT = "test.Service/Wait"
CANCELLED, DEADLINE_EXCEEDED = 1, 4


async def test_a_cancel_reaches_the_handler_and_is_answered(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        call_id = client.begin(WAIT, b"")
        await until(gate.began)
        client.writer.write(lane.cancel(call_id))
        answered, reply = await client.reply()

    assert (answered, reply.status, reply.refused) == (call_id, CANCELLED, False)
    assert (gate.cancelled, gate.running) == (1, 0)


async def test_a_call_that_is_cancelled_before_it_begins_is_not_run(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        client.writer.write(lane.call(0, 1, b"") + lane.cancel(1))
        answered, reply = await client.reply()

    assert (answered, reply.status) == (1, CANCELLED)
    assert not gate.began.is_set()


async def test_a_cancel_of_nothing_means_nothing(directory: Path) -> None:
    async with serving(directory, {"Echo": echo}) as served:
        client = await served.client()
        client.writer.write(lane.cancel(99))

        assert (await client.call("test.Service/Echo", b"hi")).body == b"hi"


async def test_a_deadline_cancels_the_handler(directory: Path) -> None:
    gate = Gate()
    began = time.monotonic()
    async with serving(directory, {"Wait": gate.wait}) as served:
        observation = await by_lane(served.lane, WAIT, b"", seconds=0.03)
    took = time.monotonic() - began

    assert (observation.status, observation.details) == (DEADLINE_EXCEEDED, "Deadline Exceeded")
    assert gate.cancelled == 1
    assert took >= 0.03


async def test_each_of_many_deadlines_is_kept(directory: Path) -> None:
    gate = Gate()
    async with serving(directory, {"Wait": gate.wait}) as served:
        client = await served.client()
        seconds = {client.begin(WAIT, b"", seconds=delay): delay for delay in (0.06, 0.02, 0.04, 0.001, 0.08)}
        forever = client.begin(WAIT, b"")
        order = [(await client.reply())[0] for _ in seconds]
        gate.may_end.set()
        last, reply = await client.reply()

    assert order == sorted(seconds, key=lambda call_id: seconds[call_id])
    assert (last, reply.status) == (forever, 0)
    assert gate.cancelled == 5


async def test_a_call_whose_deadline_has_passed_is_not_run(directory: Path) -> None:
    gate = Gate()

    async def blocks(request: bytes, _context: object) -> bytes:
        # Keeps the loop to itself, as a handler that computes does.
        end = time.monotonic() + 0.03
        while time.monotonic() < end:
            pass
        return request

    async with serving(directory, {"Block": blocks, "Wait": gate.wait}) as served:
        client = await served.client()
        client.writer.write(lane.call(0, 1, b"") + lane.call(1, 2, b"", seconds=0.01))
        replies = dict([await client.reply() for _ in range(2)])

    assert (replies[1].status, replies[2].status) == (0, DEADLINE_EXCEEDED)
    assert not gate.began.is_set()


async def test_a_handler_that_swallows_its_cancellation_is_answered_when_it_ends(directory: Path) -> None:
    swallowed, may_end = asyncio.Event(), asyncio.Event()

    async def swallows(request: bytes, _context: object) -> bytes:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            swallowed.set()
        await may_end.wait()
        return request

    async with serving(directory, {"Wait": swallows, "Echo": echo}) as served:
        client = await served.client()
        call_id = client.begin(WAIT, b"", seconds=0.01)
        await until(swallowed)
        assert (await client.call("test.Service/Echo", b"in between")).status == 0
        may_end.set()
        answered, reply = await client.reply()

    assert (answered, reply.status, reply.body) == (call_id, DEADLINE_EXCEEDED, b"")


async def test_cleaning_up_may_take_its_time(directory: Path) -> None:
    cleaned = asyncio.Event()

    async def cleans_up(request: bytes, _context: object) -> bytes:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.get_running_loop().run_in_executor(None, lambda: None)
            cleaned.set()
        return request

    async with serving(directory, {"Wait": cleans_up}) as served:
        observation = await by_lane(served.lane, WAIT, b"", seconds=0.01)

    assert observation.status == DEADLINE_EXCEEDED
    assert cleaned.is_set()


async def test_a_handlers_own_timeout_is_its_own(directory: Path) -> None:
    async def gives_up(_request: bytes, context: Any) -> bytes:
        try:
            async with asyncio.timeout(0.001):
                await asyncio.Event().wait()
        except TimeoutError:
            return b"gave up with %d seconds left" % round(context.time_remaining())
        return b""

    async with serving(directory, {"Wait": gives_up}) as served:
        observation = await by_lane(served.lane, WAIT, b"", seconds=30)

    assert observation.body == b"gave up with 30 seconds left"


async def test_a_call_without_a_deadline_has_no_time_remaining(directory: Path) -> None:
    async def asks(_request: bytes, context: Any) -> bytes:
        return repr(context.time_remaining()).encode()

    async with serving(directory, {"Wait": asks}) as served:
        observation = await by_lane(served.lane, WAIT, b"")

    assert observation.body == b"None"


async def test_who_does_not_greet_is_sent_away(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_HELLO_SECONDS", 0.02)
    async with serving(directory, {"Echo": echo}) as served:
        silent = await lane.LaneClient.connect(served.lane.path)
        slow = await lane.LaneClient.connect(served.lane.path)
        slow.writer.write(lane.hello(served.lane.token)[:-1])
        greeted = await served.client()

        assert await silent.farewell() == (6, "no whole HELLO came within 0.02 s")
        assert await slow.farewell() == (6, "no whole HELLO came within 0.02 s")
        assert (await greeted.call("test.Service/Echo", b"hi")).body == b"hi"
