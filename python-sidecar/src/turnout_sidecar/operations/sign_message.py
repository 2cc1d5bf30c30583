"""turnout.keys.v1.KeysService/SignMessage."""

from __future__ import annotations

from base64 import b64encode

from turnout.keys.v1 import message_pb2

from turnout_sidecar.address.decode import AddressError, decode_address
from turnout_sidecar.address.networks import Network, network_of
from turnout_sidecar.btclib_door import sign_recoverable
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.keys.wif import WifKey
from turnout_sidecar.operations.key_fields import limited
from turnout_sidecar.operations.parse_private_key import wif_key_of
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, quoted, required, unknown_value
from turnout_sidecar.script.solver import ScriptType, solve
from turnout_sidecar.signed_messages.challenge import Challenge, Kind, challenge_of
from turnout_sidecar.signed_messages.legacy import legacy_hash
from turnout_sidecar.signed_messages.signer import sign_challenge
from turnout_sidecar.signed_messages.virtual import message_hash, stack, to_sign, to_spend_txid

_MOST_KEYS = 20
_MOST_MESSAGE_BYTES = 1 << 20
_SIGNED_FOR = frozenset(
    {
        ScriptType.PUBKEYHASH,
        ScriptType.SCRIPTHASH,
        ScriptType.WITNESS_V0_KEYHASH,
        ScriptType.WITNESS_V0_SCRIPTHASH,
        ScriptType.WITNESS_V1_TAPROOT,
    }
)


def sign_message(body: bytes) -> bytes:
    """A message signed for an address: as Core, as BIP137 or as BIP322."""
    request = parse(message_pb2.SignMessageRequest, body)
    network = network_of(request.network)
    keys = _keys(request, network)
    script_pub_key = _script_pub_key(request.address, network)
    limited("message", request.message.encode(), _MOST_MESSAGE_BYTES)
    challenge = challenge_of(script_pub_key, solve(script_pub_key), request.script, keys)
    response = message_pb2.SignMessageResponse(format=_format(request.format, challenge.kind))
    if response.format in (message_pb2.MESSAGE_FORMAT_LEGACY, message_pb2.MESSAGE_FORMAT_BIP137):
        _sign_recoverably(response, challenge.kind, keys[0], request.message)
    else:
        _sign_virtually(response, challenge, request.message)
    return response.SerializeToString()


def _keys(request: message_pb2.SignMessageRequest, network: Network) -> list[WifKey]:
    if not request.private_keys:
        raise required("private_keys", "1 to 20 keys in wallet import format")
    if len(request.private_keys) > _MOST_KEYS:
        count = len(request.private_keys)
        raise Refusal("LIMIT_EXCEEDED", "private_keys", f"{count} keys (expected: at most {_MOST_KEYS})")
    return [wif_key_of(f"private_keys[{index}]", text, network) for index, text in enumerate(request.private_keys)]


def _script_pub_key(address: str, network: Network) -> bytes:
    if not address:
        raise required("address", "an address")
    destination = decode_address(address, network)
    if destination.error is not AddressError.NONE:
        raise Refusal("ADDRESS_INVALID", "address", f"{quoted(address)} is not an address of {network.chain}")
    if solve(destination.script).type not in _SIGNED_FOR:
        message = f"{quoted(address)} is of a kind that messages are not signed for"
        raise Refusal("ADDRESS_WITHOUT_KEY", "address", message)
    return destination.script


def _format(asked: int, kind: Kind) -> message_pb2.MessageFormat.ValueType:
    fits = {
        message_pb2.MESSAGE_FORMAT_UNSPECIFIED: True,
        message_pb2.MESSAGE_FORMAT_LEGACY: kind is Kind.P2PKH,
        message_pb2.MESSAGE_FORMAT_BIP137: kind.value > 0,
        message_pb2.MESSAGE_FORMAT_SIMPLE: kind.is_native_segwit,
        message_pb2.MESSAGE_FORMAT_FULL: True,
    }
    chosen = message_pb2.MessageFormat.ValueType(asked)
    if chosen not in fits:
        raise unknown_value("format", asked, "turnout.keys.v1.MessageFormat")
    if not fits[chosen]:
        raise Refusal("FORMAT_UNSUPPORTED", "format", "the address has no such signature")
    if chosen:
        return chosen
    if kind is Kind.P2PKH:
        return message_pb2.MESSAGE_FORMAT_LEGACY
    return message_pb2.MESSAGE_FORMAT_SIMPLE if kind.is_native_segwit else message_pb2.MESSAGE_FORMAT_FULL


def _sign_recoverably(response: message_pb2.SignMessageResponse, kind: Kind, key: WifKey, message: str) -> None:
    response.message_hash = legacy_hash(message)
    signature, recovery_id = sign_recoverable(response.message_hash, key.key)
    # A key that is not compressed has the four headers below the first.
    header = kind.value + recovery_id - (0 if key.is_compressed else 4)
    response.signature = b64encode(bytes((header,)) + signature).decode()


def _sign_virtually(response: message_pb2.SignMessageResponse, challenge: Challenge, message: str) -> None:
    response.message_hash = message_hash(message)
    to_spend = to_spend_txid(response.message_hash, challenge.script_pub_key)
    script_sig, witness = sign_challenge(challenge, to_spend)
    outpoint = to_spend + bytes(4)
    if response.format == message_pb2.MESSAGE_FORMAT_FULL:
        response.signature = "ful" + b64encode(to_sign(outpoint, script_sig, witness)).decode()
    else:
        response.signature = "smp" + b64encode(stack(witness)).decode()
    response.to_spend_txid = to_spend[::-1].hex()
    response.to_sign_txid = hash256(to_sign(outpoint, script_sig, []))[::-1].hex()
