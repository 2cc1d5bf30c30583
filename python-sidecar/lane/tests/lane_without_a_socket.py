"""A lane that listens nowhere, for tests that give bytes to its connections themselves."""

from __future__ import annotations

import asyncio

from serving import echo, unary
from turnout_lane import frames
from turnout_lane.dispatch import Dispatch
from turnout_lane.lane import Lane
from turnout_lane.methods import Handlers
from turnout_lane.options import Limits

TOKEN = bytes(range(16))
LIMITS = Limits(frame_bytes=100_000, calls_in_flight=8, receive_bytes=70_000, send_bytes=1 << 40)


def a_lane() -> Lane:
    """Two methods: one that echoes, and one that never ends by itself."""

    async def forever(_request: bytes, _context: object) -> bytes:
        await asyncio.Event().wait()
        return b""

    handlers = Handlers()
    handlers.register("test.Service", {"Echo": unary(echo), "Forever": unary(forever)})
    made = Lane(LIMITS)
    made.token = TOKEN
    made.methods = Dispatch(handlers, (), None, None).methods()
    made.hello = frames.hello(LIMITS.frame_bytes, LIMITS.calls_in_flight, [method.path[1:] for method in made.methods])
    return made
