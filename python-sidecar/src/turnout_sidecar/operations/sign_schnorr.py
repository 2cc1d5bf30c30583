"""turnout.keys.v1.KeysService/SignSchnorr."""

from __future__ import annotations

from turnout.keys.v1 import signature_pb2

from turnout_sidecar.btclib_door import public_key
from turnout_sidecar.btclib_door import sign_schnorr as schnorr_signature
from turnout_sidecar.operations.key_fields import MOST_MESSAGE_BYTES, exactly, limited, private_key_of
from turnout_sidecar.operations.requests import parse


def sign_schnorr(body: bytes) -> bytes:
    """A BIP340 signature of a message of any length."""
    request = parse(signature_pb2.SignSchnorrRequest, body)
    key = private_key_of("private_key", request.private_key)
    message = limited("message", request.message, MOST_MESSAGE_BYTES)
    aux_rand = exactly("aux_rand", request.aux_rand, 32) if request.aux_rand else bytes(32)
    return signature_pb2.SignSchnorrResponse(
        signature=schnorr_signature(message, key, aux_rand), x_only_public_key=public_key(key)[1:]
    ).SerializeToString()
