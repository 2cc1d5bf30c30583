"""turnout.keys.v1.KeysService/SignDigest."""

from __future__ import annotations

from turnout.keys.v1 import signature_pb2

from turnout_sidecar.btclib_door import public_key, sign_ecdsa
from turnout_sidecar.operations.key_fields import private_key_of, sized
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import unknown_value

_ENCODINGS = (
    signature_pb2.SIGNATURE_ENCODING_UNSPECIFIED,
    signature_pb2.SIGNATURE_ENCODING_DER,
    signature_pb2.SIGNATURE_ENCODING_COMPACT,
)


def sign_digest(body: bytes) -> bytes:
    """An ECDSA signature of a digest, as Core signs."""
    request = parse(signature_pb2.SignDigestRequest, body)
    key = private_key_of("private_key", request.private_key)
    digest = sized("digest", request.digest, 32)
    if request.encoding not in _ENCODINGS:
        raise unknown_value("encoding", request.encoding, "turnout.keys.v1.SignatureEncoding")
    signature = sign_ecdsa(digest, key, compact=request.encoding == signature_pb2.SIGNATURE_ENCODING_COMPACT)
    return signature_pb2.SignDigestResponse(signature=signature, public_key=public_key(key)).SerializeToString()
