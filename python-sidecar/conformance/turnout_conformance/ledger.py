"""What handlers saw and how often they ran, by the id that a call carries in its metadata."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
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
    """Written by handlers on the event loop and, for `ran`, in the thread pool; events are read by `Seen`."""

    def __init__(self, journal: Path | None = None) -> None:
        # Without a buffer, so that it tells of calls whose process was killed.
        self._journal = journal.open("ab", buffering=0) if journal else None
        self._seen: dict[str, dict[str, Any]] = {}
        self._changed = asyncio.Condition()

    def ran(self, context: object, identity: str) -> None:
        """A handler has begun."""
        if self._journal and identity:
            self._journal.write(f"{identity} {way(context)}\n".encode())

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
