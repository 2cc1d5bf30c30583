"""gRPC's status codes as numbers, and what counts as one."""

from __future__ import annotations

from typing import Any, Final

OK: Final = 0
CANCELLED: Final = 1
UNKNOWN: Final = 2
DEADLINE_EXCEEDED: Final = 4
RESOURCE_EXHAUSTED: Final = 8
UNIMPLEMENTED: Final = 12
INTERNAL: Final = 13
UNAVAILABLE: Final = 14

_LARGEST = 15


def number_of(code: Any) -> int:
    """Of a grpc.StatusCode or a number; whatever else an application says is UNKNOWN, as in grpc.aio."""
    if isinstance(code, int):
        return int(code) if 0 <= code <= _LARGEST else UNKNOWN
    try:
        number: int = code.value[0]
    except (AttributeError, KeyError):
        return UNKNOWN
    return number
