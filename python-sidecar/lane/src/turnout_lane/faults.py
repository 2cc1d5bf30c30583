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
    if _may_log(path):
        _log.error("Unexpected [%s] raised by servicer method [%s]", type(error).__name__, path, exc_info=error)


def log_suppressed_abort(path: str, error: BaseException) -> None:
    """A handler that goes on after its abort works for nobody."""
    if _may_log(path):
        _log.error("Abort error unexpectedly suppressed by servicer method [%s]", path, exc_info=error)


def text_of(error: BaseException) -> str:
    """What it says of itself, as text that can be sent."""
    try:
        return str(error).encode(errors="backslashreplace").decode()
    except Exception as worse:
        return f"(without a text: its __str__ raised {type(worse).__name__})"


def _may_log(path: str) -> bool:
    now = monotonic()
    if now - _last.get(path, -_SECONDS_BETWEEN) < _SECONDS_BETWEEN:
        return False
    _last[path] = now
    return True
