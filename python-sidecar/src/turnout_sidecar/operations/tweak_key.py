"""turnout.keys.v1.KeysService/TweakKey."""

from __future__ import annotations

from turnout.keys.v1 import tweak_pb2

from turnout_sidecar.btclib_door import (
    add_to_private_key,
    add_to_public_key,
    is_public_key,
    is_x_only_key,
    public_key,
)
from turnout_sidecar.operations.key_fields import no_point, private_key_of, sized
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required


def tweak_key(body: bytes) -> bytes:
    """A key plus a number."""
    request = parse(tweak_pb2.TweakKeyRequest, body)
    response = tweak_pb2.TweakKeyResponse()
    match request.WhichOneof("key"):
        case "private_key":
            key = private_key_of("private_key", request.private_key)
            private = add_to_private_key(key, _tweak(request))
            if private is not None:
                response.private_key = private
                response.public_key = public_key(private)
        case "public_key":
            response.public_key = add_to_public_key(_point(request), _tweak(request)) or b""
        case "x_only_public_key":
            key = x_only_key_of(request.x_only_public_key)
            response.public_key = add_to_public_key(b"\x02" + key, _tweak(request)) or b""
        case _:
            raise required("key", "private_key, public_key or x_only_public_key")
    if not response.public_key:
        raise Refusal("TWEAK_INVALID", "tweak", "n or more, or leads to no key")
    return response.SerializeToString()


def x_only_key_of(key: bytes) -> bytes:
    """The field x_only_public_key: 32 bytes, the x of a point."""
    if not key:
        raise required("x_only_public_key", "32 bytes")
    if len(key) != 32 or not is_x_only_key(key):
        raise no_point("x_only_public_key")
    return key


def _point(request: tweak_pb2.TweakKeyRequest) -> bytes:
    key = request.public_key
    if not key:
        raise required("public_key", "33 or 65 bytes")
    if len(key) not in (33, 65) or not is_public_key(key):
        raise no_point("public_key")
    return key


def _tweak(request: tweak_pb2.TweakKeyRequest) -> bytes:
    return sized("tweak", request.tweak, 32)
