"""Every CALL is answered by exactly one REPLY, whatever becomes of it."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import Any

import grpc
import lane_client as lane
from serving import PATIENCE, echo, serving

CALLS, AT_ONCE, SEED = 5_000, 64, 20_261_125


async def hops(request: bytes, _context: object) -> bytes:
    """Comes back in a later turn of the loop."""
    await asyncio.sleep(0)
    return request


async def forever(_request: bytes, _context: object) -> bytes:
    """Until it is cancelled or its time is over."""
    await asyncio.Event().wait()
    return b""


async def aborts(_request: bytes, context: Any) -> bytes:
    await context.abort(grpc.StatusCode.NOT_FOUND, "no", (("a", "1"),))
    return b""


async def aborts_and_goes_on(request: bytes, context: Any) -> bytes:
    try:
        await context.abort(grpc.StatusCode.ABORTED, "no")
    except grpc.aio.AbortError:
        await asyncio.sleep(0)
    return request


async def raises(_request: bytes, _context: object) -> bytes:
    raise ValueError("x")


def plain(request: bytes, _context: object) -> bytes:
    return request


BEHAVIOURS = (echo, hops, forever, aborts, aborts_and_goes_on, raises, plain)


async def test_every_call_is_answered_once(directory: Path) -> None:
    chance = random.Random(SEED)
    statuses: dict[str, set[int]] = {behaviour.__name__: set() for behaviour in BEHAVIOURS}
    answers: Counter[int] = Counter()
    asked: dict[int, str] = {}
    async with serving(directory, {behaviour.__name__: behaviour for behaviour in BEHAVIOURS}) as served:
        client = await served.client()
        async with asyncio.timeout(PATIENCE):
            while answers.total() < CALLS:
                while len(asked) < CALLS and len(asked) - answers.total() < AT_ONCE:
                    name = chance.choice(BEHAVIOURS).__name__
                    seconds = 0.005 if name == "forever" else chance.choice((0, 30))
                    call_id = client.begin(f"test.Service/{name}", b"hi", seconds=seconds)
                    asked[call_id] = name
                    if chance.random() < 0.1:
                        client.writer.write(lane.cancel(chance.choice((call_id, max(1, call_id - 3)))))
                call_id, reply = await client.reply()
                answers[call_id] += 1
                statuses[asked[call_id]].add(reply.status)

    assert set(answers.values()) == {1}
    assert set(answers) == set(asked)
    assert {name: seen - {1} for name, seen in statuses.items()} == {
        "echo": {0},
        "hops": {0},
        "forever": {4},
        "aborts": {5},
        "aborts_and_goes_on": {10},
        "raises": {2},
        "plain": {0},
    }
