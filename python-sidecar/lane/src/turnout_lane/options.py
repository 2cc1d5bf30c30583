"""What a user may say about the lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_GRPC_LARGEST_MESSAGE = 4 << 20
# Beside a body of the largest size; gRPC's own hard limit for metadata is 16 KiB.
_ROOM_FOR_METADATA = 1 << 20
_LARGEST_FRAME = 64 << 20
_UNLIMITED = 1 << 62


@dataclass(frozen=True, slots=True)
class LaneOptions:
    """`path` of the socket: by default beside a unix gRPC socket, else in a new directory that only this user reads.

    `calls_in_flight` is per connection. `frame_bytes` is the largest frame that is taken; by default what the option
    grpc.max_receive_message_length allows and 1 MiB for metadata.
    """

    path: str | None = None
    calls_in_flight: int = 4_096
    frame_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one connection takes."""

    frame_bytes: int
    calls_in_flight: int
    receive_bytes: int
    send_bytes: int


def limits_of(lane: LaneOptions, grpc_options: dict[str, Any]) -> Limits:
    """The lane's own options and those of gRPC that hold for both ways."""
    receive = _limit(grpc_options.get("grpc.max_receive_message_length", _GRPC_LARGEST_MESSAGE))
    send = _limit(grpc_options.get("grpc.max_send_message_length", -1))
    frame = lane.frame_bytes
    if frame is None:
        frame = min(_LARGEST_FRAME, receive + _ROOM_FOR_METADATA)
    return Limits(frame, lane.calls_in_flight, receive, send)


def _limit(option: int) -> int:
    return option if option >= 0 else _UNLIMITED
