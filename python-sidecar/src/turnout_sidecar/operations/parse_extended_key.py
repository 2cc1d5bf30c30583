"""turnout.keys.v1.KeysService/ParseExtendedKey."""

from __future__ import annotations

from dataclasses import replace

from turnout.keys.v1 import encoded_key_pb2

from turnout_sidecar.keys.versions import MAINNET, TESTNET
from turnout_sidecar.operations.derive_key import extended_key_of
from turnout_sidecar.operations.requests import parse


def parse_extended_key(body: bytes) -> bytes:
    """What an extended key says (BIP32, SLIP-132)."""
    request = parse(encoded_key_pb2.ParseExtendedKeyRequest, body)
    key = extended_key_of("extended_key", request.extended_key)
    plain = replace(key, family=MAINNET if key.family.is_mainnet else TESTNET)
    return encoded_key_pb2.ParseExtendedKeyResponse(
        prefix=_prefix(request.extended_key[0]),
        is_private=bool(key.private),
        is_mainnet=key.family.is_mainnet,
        depth=key.depth,
        parent_fingerprint=key.parent_fingerprint,
        child_number=key.child_number,
        chain_code=key.chain_code,
        private_key=key.private,
        public_key=key.public,
        fingerprint=key.fingerprint,
        extended_private_key=plain.private_text(),
        extended_public_key=plain.public_text(),
    ).SerializeToString()


def _prefix(letter: str) -> encoded_key_pb2.ExtendedKeyPrefix.ValueType:
    """The first letter follows from the version bytes."""
    size = "" if letter in "xt" else "SMALL_" if letter.islower() else "CAPITAL_"
    return encoded_key_pb2.ExtendedKeyPrefix.Value(f"EXTENDED_KEY_PREFIX_{size}{letter.upper()}")
