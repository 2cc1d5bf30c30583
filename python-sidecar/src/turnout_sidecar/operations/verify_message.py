"""turnout.script.v1.ScriptService/VerifyMessage."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error

from turnout.script.v1 import message_pb2

from turnout_sidecar.address.decode import AddressError, decode_address
from turnout_sidecar.address.networks import NETWORKS, Network, network_of
from turnout_sidecar.btclib_door import recover_public_key
from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, quoted, required
from turnout_sidecar.script.solver import ScriptType, solve
from turnout_sidecar.signed_messages.legacy import legacy_hash

_FIRST_HEADER = 27


def verify_message(body: bytes) -> bytes:
    """Whether the key behind a P2PKH address signed a message, as Core's verifymessage."""
    request = parse(message_pb2.VerifyMessageRequest, body)
    if not request.address:
        raise required("address", "a P2PKH address")
    # Without a network nothing can be said of the address; the network itself is refused in its turn.
    network = NETWORKS.get(request.network)
    key_hash = _key_hash(request.address, network) if network else b""
    signature = _signature(request.signature)
    network_of(request.network)
    digest = legacy_hash(request.message)
    response = message_pb2.VerifyMessageResponse(message_hash=digest)
    header = signature[0] - _FIRST_HEADER
    public_key = recover_public_key(digest, signature[1:], header & 3, compressed=bool(header & 4))
    if public_key is None:
        response.failure = message_pb2.VERIFY_MESSAGE_FAILURE_NOT_RECOVERABLE
        return response.SerializeToString()
    response.public_key = public_key
    if hash160(public_key) == key_hash:
        response.valid = True
    else:
        response.failure = message_pb2.VERIFY_MESSAGE_FAILURE_OTHER_KEY
    return response.SerializeToString()


def _key_hash(address: str, network: Network) -> bytes:
    destination = decode_address(address, network)
    if destination.error is not AddressError.NONE:
        raise Refusal("ADDRESS_INVALID", "address", f"{quoted(address)} is not an address of {network.chain}")
    solution = solve(destination.script)
    if solution.type is not ScriptType.PUBKEYHASH:
        message = f"{quoted(address)} names no public key hash (expected: a P2PKH address)"
        raise Refusal("ADDRESS_WITHOUT_KEY", "address", message)
    return solution.data


def _signature(text: str) -> bytes:
    if not text:
        raise required("signature", "base64 of 65 bytes")
    try:
        signature = b64decode(text, validate=True)
    except (Error, ValueError):
        signature = b""
    # Only the one base64 form that encoding gives: no spare bits, no missing padding.
    if len(signature) != 65 or b64encode(signature).decode() != text:
        raise Refusal("SIGNATURE_MALFORMED", "signature", "not the base64 of 65 bytes: header, r, s")
    return signature
