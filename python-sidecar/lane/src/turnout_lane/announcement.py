"""The gRPC method that tells a gateway where the lane is: docs/lane.md, section How a lane is found.

The message is written by hand, because a package that needs protobuf would tie its users to a version of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import grpc

from turnout_lane.frames import VERSION

if TYPE_CHECKING:
    from turnout_lane.lane import Lane

ANNOUNCE = "/turnout.lane.v1.Lane/Announce"

_ADDRESS = 1 << 3 | 2
_TOKEN = 2 << 3 | 2
_VERSION = 3 << 3


def announcement(address: str, token: bytes, version: int = VERSION) -> bytes:
    """turnout.lane.v1.Announcement."""
    return _field(_ADDRESS, address.encode()) + _field(_TOKEN, token) + bytes((_VERSION, version))


def _field(tag: int, content: bytes) -> bytes:
    return bytes((tag,)) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    septets = bytearray()
    while number > 0x7F:
        septets.append(number & 0x7F | 0x80)
        number >>= 7
    septets.append(number)
    return bytes(septets)


class Announcing(grpc.GenericRpcHandler):
    """Knows the method while there is a lane: who asks a service without one is told UNIMPLEMENTED."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._handler: grpc.RpcMethodHandler[bytes, bytes] = grpc.unary_unary_rpc_method_handler(self._announce)

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler[Any, Any] | None:
        return self._handler if handler_call_details.method == ANNOUNCE and self._lane.address else None

    async def _announce(self, _request: bytes, _context: object) -> bytes:
        return announcement(self._lane.address, self._lane.token)
