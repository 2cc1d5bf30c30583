"""The deadlines of one connection's calls, with one timer for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from math import inf
from time import monotonic

from turnout_lane.call import EXPIRED, Call

# A timer for each call would cost more than the call. All calls are looked through when the nearest deadline comes,
# and no sooner than 2 ms after the last time.
_APART = 0.002


class Deadlines:
    """Times are of time.monotonic. A deadline that is not below `soonest` needs no `watch`."""

    def __init__(self, loop: asyncio.AbstractEventLoop, calls: Mapping[int, Call]) -> None:
        self._loop = loop
        self._calls = calls
        self._timer: asyncio.TimerHandle | None = None
        self._at = inf
        self._looked_at = -inf
        self.soonest = inf

    def watch(self, deadline: float) -> None:
        """Sees to it that the calls are looked through at this time, or up to 2 ms later."""
        at = max(deadline, self._looked_at + _APART)
        if at >= self._at:
            return
        self.close()
        self._at = at
        self.soonest = at - _APART
        self._timer = self._loop.call_later(max(at - monotonic(), 0.0), self._look)

    def close(self) -> None:
        """Looks no more."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        self._at = self.soonest = inf

    def _look(self) -> None:
        self.close()
        now = self._looked_at = monotonic()
        nearest = inf
        for call in self._calls.values():
            if not call.deadline or call.interruption:
                continue
            if call.deadline <= now:
                call.interrupt(EXPIRED)
            elif call.deadline < nearest:
                nearest = call.deadline
        if nearest < inf:
            self.watch(nearest)
