"""turnout.keys.v1.KeysService/DeriveKey."""

from __future__ import annotations

from dataclasses import replace

from turnout.keys.v1 import keys_pb2

from turnout_sidecar.address.networks import network_of
from turnout_sidecar.keys.extended_key import DEEPEST, HARDENED, ExtendedKey, child, master_key, read_extended_key
from turnout_sidecar.keys.path import read_path
from turnout_sidecar.keys.versions import MAINNET, TESTNET
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, quoted, required


def derive_key(body: bytes) -> bytes:
    """The key that a path leads to from an extended key or a seed (BIP32)."""
    request = parse(keys_pb2.DeriveKeyRequest, body)
    # A seed's root gets its prefix at the end, because the network is the last field to be judged.
    key = _walk(_source(request), request.path)
    if request.HasField("seed") and network_of(request.network).chain != "main":
        key = replace(key, family=TESTNET)
    return keys_pb2.DeriveKeyResponse(
        extended_private_key=key.private_text(),
        extended_public_key=key.public_text(),
        private_key=key.private,
        public_key=key.public,
        chain_code=key.chain_code,
        depth=key.depth,
        parent_fingerprint=key.parent_fingerprint,
        child_number=key.child_number,
        fingerprint=key.fingerprint,
    ).SerializeToString()


def _source(request: keys_pb2.DeriveKeyRequest) -> ExtendedKey:
    match request.WhichOneof("source"):
        case "extended_key":
            return extended_key_of("extended_key", request.extended_key)
        case "seed":
            if not request.seed:
                raise required("seed", "16 to 64 bytes")
            key = master_key(request.seed, MAINNET) if 16 <= len(request.seed) <= 64 else None
            if key is None:
                raise Refusal("SEED_INVALID", "seed", f"{len(request.seed)} bytes (expected: 16 to 64)")
            return key
        case _:
            raise required("source", "extended_key or seed")


def extended_key_of(field: str, text: str) -> ExtendedKey:
    """The extended key that a field holds; the text is never quoted."""
    if not text:
        raise required(field, "an extended key")
    key = read_extended_key(text)
    if key is None:
        raise Refusal("EXTENDED_KEY_INVALID", field, "not an extended key by the rules of BIP32 and SLIP-132")
    return key


def _walk(key: ExtendedKey, text: str) -> ExtendedKey:
    path = read_path(text)
    if path is None:
        expected = "m/44h/0h/0 and the like, at most 255 steps"
        raise Refusal("PATH_INVALID", "path", f"{quoted(text)} is not a derivation path (expected: {expected})")
    if not key.private and any(number >= HARDENED for number in path):
        raise Refusal("HARDENED_FROM_PUBLIC", "path", "a hardened step needs the private key")
    if key.depth + len(path) > DEEPEST:
        raise Refusal("CHILD_NOT_DERIVABLE", "path", f"depth {key.depth} + {len(path)} steps is beyond 255")
    for number in path:
        step = child(key, number)
        if step is None:
            raise Refusal("CHILD_NOT_DERIVABLE", "path", f"there is no child {number} at depth {key.depth + 1}")
        key = step
    return key
