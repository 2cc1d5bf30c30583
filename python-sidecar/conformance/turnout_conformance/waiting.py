"""Handlers that wait: for their caller to go, for their deadline, for the end of the service."""

from __future__ import annotations

import asyncio
from typing import Any

from turnout_conformance.ledger import Context, Ledger, call_id


class Waiting:
    """Writes what it sees into the ledger, under the call's id."""

    def __init__(self, ledger: Ledger, stopping: asyncio.Event) -> None:
        self._ledger = ledger
        self._stopping = stopping

    async def until_cancelled(self, _request: bytes, context: Context) -> bytes:
        """Never answers; `ended` says how it was ended, `callback` that a callback was called."""
        identity = call_id(context)
        loop = asyncio.get_running_loop()

        def done(of: Any) -> None:
            task = loop.create_task(self._ledger.saw(identity, "callback", of.cancelled()))
            task.add_done_callback(lambda _: None)

        context.add_done_callback(done)  # type: ignore[arg-type] # a done callback gets the context
        await self._ledger.saw(identity, "started", [context.cancelled(), context.done()])
        try:
            await asyncio.Event().wait()
        except BaseException as error:
            await asyncio.shield(self._ledger.saw(identity, "ended", type(error).__name__))
            raise
        return b"never"

    async def cancelled_and_stubborn(self, _request: bytes, context: Context) -> bytes:
        """Swallows its cancellation and answers nobody."""
        identity = call_id(context)
        await self._ledger.saw(identity, "started")
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await self._ledger.saw(identity, "swallowed")
        return b"too late"

    async def cancelled_and_ends(self, _request: bytes, context: Context) -> bytes:
        """Cleans up and lets its cancellation go on."""
        identity = call_id(context)
        await self._ledger.saw(identity, "started")
        try:
            await asyncio.Event().wait()
        finally:
            await self._ledger.saw(identity, "ended")
        return b"never"

    async def time_remaining(self, request: bytes, context: Context) -> bytes:
        """`none`, or whether it is within what the request says: seconds from 0 (exclusive)."""
        remaining = context.time_remaining()
        if remaining is None:
            return b"none"
        return b"within" if 0 < remaining <= float(request or b"0") else f"{remaining}".encode()

    async def answers_on_stop(self, _request: bytes, context: Context) -> bytes:
        """Answers when the service has been told to end."""
        await self._ledger.saw(call_id(context), "started")
        await self._stopping.wait()
        return b"answered while stopping"

    async def works_for(self, request: bytes, _context: Context) -> bytes:
        """Answers after as many milliseconds as the request's first field says, a text."""
        await asyncio.sleep(float(request[2:]) / 1000)
        return b"worked"

    def handlers(self) -> dict[str, Any]:
        return {
            "UntilCancelled": self.until_cancelled,
            "CancelledAndStubborn": self.cancelled_and_stubborn,
            "CancelledAndEnds": self.cancelled_and_ends,
            "TimeRemaining": self.time_remaining,
            "AnswersOnStop": self.answers_on_stop,
            "WorksFor": self.works_for,
        }
