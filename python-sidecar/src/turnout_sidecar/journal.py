"""What a worker writes to standard error: one line a state change, none a request."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

import structlog


class Log(Protocol):
    """Writes one line: an event and its fields."""

    def info(self, event: str, **fields: Any) -> Any:
        """A change of state."""

    def error(self, event: str, **fields: Any) -> Any:
        """A fault of ours."""


def open_log(**context: Any) -> Log:
    """A logger of key=value lines, with what is the same on all of them."""
    structlog.configure(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    log: Log = structlog.get_logger(**context)
    return log


class NodeState:
    """Says when the node comes, goes or changes its mind."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._state = ""

    def now(self, state: str, message: str = "") -> None:
        """`answers`, or the reason why it does not."""
        if state != self._state:
            self._state = state
            self._log.info("node", state=state, **({"message": message} if message else {}))


class FaultLog:
    """Our own faults, at most one line a second: callers can provoke them at any rate."""

    def __init__(self, log: Log, clock: Callable[[], float] = time.monotonic) -> None:
        self._log = log
        self._clock = clock
        self._last = -1.0
        self._left_out = 0

    def fault(self, method: str, error: BaseException) -> None:
        """Kind and place only: the text of an exception may hold a secret of the request."""
        now = self._clock()
        if now - self._last < 1.0:
            self._left_out += 1
            return
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename.rpartition('/')[2]}:{place.tb_lineno}" if place else ""
        self._log.error("fault", method=method, kind=type(error).__name__, where=where, left_out=self._left_out)
        self._last = now
        self._left_out = 0
