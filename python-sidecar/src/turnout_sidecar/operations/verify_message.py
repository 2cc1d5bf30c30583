"""turnout.script.v1.ScriptService/VerifyMessage."""

from __future__ import annotations

from turnout.script.v1 import message_pb2

from turnout_sidecar.address.decode import AddressError, decode_address
from turnout_sidecar.address.networks import NETWORKS, Network, network_of
from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.operations.key_fields import limited
from turnout_sidecar.operations.recovered_key import HAS_KEY_HASH, answer_by_recovery
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.virtual_spend import VirtualSpend
from turnout_sidecar.psbt.maps import TooLargeError
from turnout_sidecar.psbt.model import LockTimeConflictError, Psbt
from turnout_sidecar.refusal import Refusal, quoted, required
from turnout_sidecar.script.solver import solve
from turnout_sidecar.signed_messages.proof import ProofOfFunds, read_proof
from turnout_sidecar.signed_messages.signature_text import Full, Proof, Recoverable, Signature, Simple, read_signature

_MOST_CHARACTERS = 1 << 20
_MOST_MESSAGE_BYTES = 1 << 20


def verify_message(body: bytes) -> bytes:
    """Whether an address's owner signed a message: as Core, as BIP137 or as BIP322."""
    request = parse(message_pb2.VerifyMessageRequest, body)
    if not request.address:
        raise required("address", "an address")
    # Without a network nothing can be said of the address; the network itself is refused in its turn.
    network = NETWORKS.get(request.network)
    script = _script_pub_key(request.address, network) if network else b""
    signature = _signature(request.signature)
    if network and isinstance(signature, Recoverable) and solve(script).type not in HAS_KEY_HASH:
        message = f"{quoted(request.address)} names no public key hash (expected: P2PKH, P2SH or P2WPKH)"
        raise Refusal("ADDRESS_WITHOUT_KEY", "address", message)
    limited("message", request.message.encode(), _MOST_MESSAGE_BYTES)
    network_of(request.network)
    match signature:
        case Recoverable(recoverable):
            response = answer_by_recovery(solve(script), recoverable, request.message)
        case Simple(witness):
            response = VirtualSpend(script, request.message).simple(witness)
        case Full(to_sign):
            response = VirtualSpend(script, request.message).full(to_sign)
        case Proof(psbt):
            response = VirtualSpend(script, request.message).proof(_proof(psbt, request.message))
    return response.SerializeToString()


def _script_pub_key(address: str, network: Network) -> bytes:
    destination = decode_address(address, network)
    if destination.error is not AddressError.NONE:
        raise Refusal("ADDRESS_INVALID", "address", f"{quoted(address)} is not an address of {network.chain}")
    return destination.script


def _signature(text: str) -> Signature:
    if not text:
        raise required("signature", "a signature in base64")
    if len(text.encode("utf-16-le")) > 2 * _MOST_CHARACTERS:
        raise Refusal("LIMIT_EXCEEDED", "signature", f"more than {_MOST_CHARACTERS} characters")
    try:
        return read_signature(text)
    except MalformedError:
        raise _malformed() from None
    except TooLargeError as error:
        raise Refusal("LIMIT_EXCEEDED", "signature", str(error)) from None


def _proof(psbt: Psbt, message: str) -> ProofOfFunds:
    try:
        return read_proof(psbt, message)
    except LockTimeConflictError:
        raise _malformed() from None


def _malformed() -> Refusal:
    expected = "base64 of 65 bytes, a witness, a transaction (ful…) or a PSBT (pof…)"
    return Refusal("SIGNATURE_MALFORMED", "signature", f"not a signature (expected: {expected})")
