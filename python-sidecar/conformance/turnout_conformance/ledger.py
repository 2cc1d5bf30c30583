"""What handlers saw and how often they ran, by the id that a call carries in its metadata."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import grpc
from grpc.aio import ServicerContext

Context = ServicerContext[Any, Any]

CALL_ID = "x-conformance-id"

# Who asks for an event has its own deadline; an event that never comes is the answer "nothing".
_PATIENCE_SECONDS = 10.0


def call_id(context: grpc.ServicerContext | Context) -> str:
    """Empty for a call that carries none."""
    for name, value in context.invocation_metadata() or ():
        if name == CALL_ID:
            return str(value)
    return ""


def way(context: object) -> str:
    """`lane` or `grpc`: the way on which the call came here."""
    return "lane" if type(context).__module__.startswith("turnout_lane") else "grpc"


class Ledger:
    """Written by handlers on the event loop and, for `ran`, by those in the thread pool; read by `Seen` and `Ways`."""

    def __init__(self) -> None:
        self._executions: dict[str, list[str]] = {}
        self._seen: dict[str, dict[str, Any]] = {}
        self._changed = asyncio.Condition()

    def ran(self, context: object, identity: str) -> None:
        """A handler has begun."""
        if identity:
            self._executions.setdefault(identity, []).append(way(context))

    async def saw(self, identity: str, event: str, what: object = True) -> None:
        """Remembers one event of one call, and wakes whoever waits for it."""
        async with self._changed:
            self._seen.setdefault(identity, {})[event] = what
            self._changed.notify_all()

    async def seen(self, request: bytes, _context: Context) -> bytes:
        """All that a call saw, as JSON; the request is `ID EVENT`, and the answer waits for the event."""
        identity, _, event = request.decode().partition(" ")
        async with self._changed:
            try:
                await asyncio.wait_for(
                    self._changed.wait_for(lambda: event in self._seen.get(identity, {})), _PATIENCE_SECONDS
                )
            except TimeoutError:
                return b"nothing"
            return json.dumps(self._seen[identity], sort_keys=True).encode()

    async def executions(self, _request: bytes, _context: Context) -> bytes:
        """On which way each execution of each id came, one `ID WAY…` a line."""
        return "\n".join(" ".join([identity, *ways]) for identity, ways in self._executions.items()).encode()
