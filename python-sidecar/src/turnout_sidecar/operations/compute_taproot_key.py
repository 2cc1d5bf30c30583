"""turnout.keys.v1.KeysService/ComputeTaprootKey."""

from __future__ import annotations

from turnout.keys.v1 import tweak_pb2

from turnout_sidecar.btclib_door import (
    add_to_private_key,
    negate_private_key,
    public_key,
    taproot_output_point,
)
from turnout_sidecar.codec.hashes import tagged_hash
from turnout_sidecar.operations.key_fields import exactly, private_key_of
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.tweak_key import x_only_key_of
from turnout_sidecar.refusal import Refusal, required


def compute_taproot_key(body: bytes) -> bytes:
    """The output key of an internal key and a merkle root (BIP341)."""
    request = parse(tweak_pb2.ComputeTaprootKeyRequest, body)
    private = b""
    match request.WhichOneof("internal_key"):
        case "private_key":
            private = private_key_of("private_key", request.private_key)
            point = public_key(private)
            if point[0] == 3:
                private = negate_private_key(private)
            internal_key = point[1:]
        case "x_only_public_key":
            internal_key = x_only_key_of(request.x_only_public_key)
        case _:
            raise required("internal_key", "private_key or x_only_public_key")
    merkle_root = exactly("merkle_root", request.merkle_root, 32) if request.merkle_root else b""
    tweak = tagged_hash("TapTweak", internal_key + merkle_root)
    output = taproot_output_point(internal_key, tweak)
    output_private_key = add_to_private_key(private, tweak) if private else b""
    if output is None or output_private_key is None:
        raise Refusal("TWEAK_INVALID", "", "the tweak leads to no key")
    return tweak_pb2.ComputeTaprootKeyResponse(
        internal_key=internal_key,
        tweak=tweak,
        output_key=output[0],
        has_odd_y=output[1],
        script_pub_key=b"\x51\x20" + output[0],
        output_private_key=output_private_key,
    ).SerializeToString()
