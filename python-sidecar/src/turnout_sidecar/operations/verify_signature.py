"""turnout.keys.v1.KeysService/VerifySignature."""

from __future__ import annotations

from turnout.keys.v1 import signature_pb2

from turnout_sidecar.btclib_door import (
    is_ecdsa_signature,
    is_public_key,
    is_x_only_key,
    verify_ecdsa,
    verify_schnorr,
)
from turnout_sidecar.keys.signatures import read_strict_der
from turnout_sidecar.operations.key_fields import MOST_MESSAGE_BYTES, exactly, limited
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import required, unknown_value

_ALGORITHMS = (
    signature_pb2.SIGNATURE_ALGORITHM_ECDSA_DER,
    signature_pb2.SIGNATURE_ALGORITHM_ECDSA_COMPACT,
    signature_pb2.SIGNATURE_ALGORITHM_SCHNORR,
)
# Half of the curve's order, rounded down: the highest S that is low.
_HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0


def verify_signature(body: bytes) -> bytes:
    """Whether a signature is a public key's."""
    request = parse(signature_pb2.VerifySignatureRequest, body)
    if not request.algorithm:
        raise required("algorithm", "one of SIGNATURE_ALGORITHM_ECDSA_DER, _ECDSA_COMPACT and _SCHNORR")
    if request.algorithm not in _ALGORITHMS:
        raise unknown_value("algorithm", request.algorithm, "turnout.keys.v1.SignatureAlgorithm")
    if not request.public_key:
        raise required("public_key", "32, 33 or 65 bytes")
    message = limited("message", request.message, MOST_MESSAGE_BYTES)
    is_schnorr = request.algorithm == signature_pb2.SIGNATURE_ALGORITHM_SCHNORR
    if not is_schnorr:
        exactly("message", message, 32)
    if not request.signature:
        raise required("signature", "a signature")
    response = signature_pb2.VerifySignatureResponse()
    if is_schnorr:
        response.failure = _schnorr(request.public_key, message, request.signature)
    else:
        compact = (
            request.signature
            if request.algorithm == signature_pb2.SIGNATURE_ALGORITHM_ECDSA_COMPACT
            else read_strict_der(request.signature)
        )
        response.failure = _ecdsa(request.public_key, message, compact)
        response.has_high_s = (
            not response.failure and compact is not None and int.from_bytes(compact[32:], "big") > _HALF_ORDER
        )
    response.valid = not response.failure
    return response.SerializeToString()


def _schnorr(key: bytes, message: bytes, signature: bytes) -> signature_pb2.VerifySignatureFailure.ValueType:
    if len(key) != 32 or not is_x_only_key(key):
        return signature_pb2.VERIFY_SIGNATURE_FAILURE_PUBLIC_KEY
    if len(signature) != 64:
        return signature_pb2.VERIFY_SIGNATURE_FAILURE_ENCODING
    is_valid = verify_schnorr(message, key, signature)
    return _failure(is_valid=is_valid)


def _ecdsa(key: bytes, digest: bytes, compact: bytes | None) -> signature_pb2.VerifySignatureFailure.ValueType:
    if len(key) not in (33, 65) or not is_public_key(key):
        return signature_pb2.VERIFY_SIGNATURE_FAILURE_PUBLIC_KEY
    if compact is None or len(compact) != 64:
        return signature_pb2.VERIFY_SIGNATURE_FAILURE_ENCODING
    is_valid = is_ecdsa_signature(compact) and verify_ecdsa(digest, key, compact)
    return _failure(is_valid=is_valid)


def _failure(*, is_valid: bool) -> signature_pb2.VerifySignatureFailure.ValueType:
    if is_valid:
        return signature_pb2.VERIFY_SIGNATURE_FAILURE_UNSPECIFIED
    return signature_pb2.VERIFY_SIGNATURE_FAILURE_MISMATCH
