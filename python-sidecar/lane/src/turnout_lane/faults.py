"""The log of what handlers raise: at most one line a second for each method, because callers can cause it."""

from __future__ import annotations

import logging
from time import monotonic

# grpc.aio's own, so that a service's log looks the same by both ways.
_log = logging.getLogger("grpc._cython.cygrpc")

_SECONDS_BETWEEN = 1.0
_last: dict[str, float] = {}


def log_fault(path: str, error: BaseException) -> None:
    """`path` is of a known method: the memory is bounded by their number."""
    now = monotonic()
    if now - _last.get(path, -_SECONDS_BETWEEN) >= _SECONDS_BETWEEN:
        _last[path] = now
        _log.error("Unexpected [%s] raised by servicer method [%s]", type(error).__name__, path, exc_info=error)
