"""Signatures of 65 bytes: the key is recovered from them and compared by its hash (Core's verifymessage, BIP137)."""

from __future__ import annotations

from turnout.script.v1 import message_pb2

from turnout_sidecar.btclib_door import recover_public_key
from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.script.solver import ScriptType, Solution
from turnout_sidecar.signed_messages.legacy import legacy_hash

HAS_KEY_HASH = frozenset({ScriptType.PUBKEYHASH, ScriptType.SCRIPTHASH, ScriptType.WITNESS_V0_KEYHASH})
_FIRST_HEADER = 27
# BIP137's headers: P2WPKH in P2SH, and P2WPKH.
_NESTED_HEADERS = range(35, 39)
_WITNESS_HEADERS = range(39, 43)


def answer_by_recovery(address: Solution, signature: bytes, message: str) -> message_pb2.VerifyMessageResponse:
    """The answer for an address that names a key's hash."""
    is_legacy = address.type is ScriptType.PUBKEYHASH
    digest = legacy_hash(message)
    response = message_pb2.VerifyMessageResponse(
        message_hash=digest,
        format=message_pb2.SIGNED_MESSAGE_FORMAT_LEGACY if is_legacy else message_pb2.SIGNED_MESSAGE_FORMAT_BIP137,
    )
    header = signature[0]
    # Core takes any header byte: its low bits are the recovery id and "compressed".
    is_compressed = bool(header - _FIRST_HEADER & 4) or (not is_legacy and header in _NESTED_HEADERS)
    key = recover_public_key(digest, signature[1:], header - _FIRST_HEADER & 3, compressed=is_compressed)
    if key is None:
        response.failure = message_pb2.VERIFY_MESSAGE_FAILURE_NOT_RECOVERABLE
        return response
    response.public_key = key
    response.valid = _is_owner(address, header, key)
    if not response.valid:
        response.failure = message_pb2.VERIFY_MESSAGE_FAILURE_OTHER_KEY
    return response


def _is_owner(address: Solution, header: int, key: bytes) -> bool:
    key_hash = hash160(key)
    match address.type:
        case ScriptType.PUBKEYHASH:
            return key_hash == address.data
        case ScriptType.WITNESS_V0_KEYHASH:
            return header in _WITNESS_HEADERS and key_hash == address.data
        case _:
            return header in _NESTED_HEADERS and hash160(b"\x00\x14" + key_hash) == address.data
