"""One signature of MuSig2's partial ones (BIP327, BIP373)."""

from __future__ import annotations

from turnout_sidecar.btclib_door import multiply_public_key, sum_public_keys, taproot_output_point
from turnout_sidecar.codec.hashes import tagged_hash
from turnout_sidecar.psbt.facts import Facts

_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


def key_path_signature(facts: Facts, output_key: bytes, message: bytes) -> bytes:
    """64 bytes, for an output key or internal key that is an aggregate; empty where a part is missing."""
    tweak = tagged_hash("TapTweak", facts.tap_internal_key + facts.tap_merkle_root)
    point = taproot_output_point(facts.tap_internal_key, tweak) if facts.tap_internal_key else None
    for aggregate in sorted(facts.musig_participants):
        if aggregate[1:] == output_key:
            signature = _signature(facts, aggregate, aggregate, b"", message)
        elif aggregate[1:] == facts.tap_internal_key and point is not None and point[0] == output_key:
            signature = _signature(facts, aggregate, bytes((2 + point[1],)) + output_key, b"", message, tweak)
        else:
            continue
        if signature:
            return signature
    return b""


def leaf_signature(facts: Facts, key: bytes, leaf_hash: bytes, message: bytes) -> bytes:
    """64 bytes, for a key of a leaf that is an aggregate; empty where a part is missing."""
    for aggregate in sorted(facts.musig_participants):
        if aggregate[1:] == key:
            signature = _signature(facts, aggregate, aggregate, leaf_hash, message)
            if signature:
                return signature
    return b""


def _signature(
    facts: Facts, aggregate: bytes, key: bytes, leaf_hash: bytes, message: bytes, tweak: bytes = b""
) -> bytes:
    """BIP327's PartialSigAgg; `key` is what nonces and parts are named by, the aggregate after its tweak."""
    participants = facts.musig_participants[aggregate]
    names = [participant + key + leaf_hash for participant in participants]
    if not names or any(name not in facts.musig_nonces or name not in facts.musig_parts for name in names):
        return b""
    first = sum_public_keys([facts.musig_nonces[name][:33] for name in names])
    second = sum_public_keys([facts.musig_nonces[name][33:] for name in names])
    parts = [int.from_bytes(facts.musig_parts[name], "big") for name in names]
    if first is None or second is None or any(part >= _ORDER for part in parts):
        return b""
    coefficient = _number(tagged_hash("MuSig/noncecoef", first + second + key[1:] + message))
    product = multiply_public_key(second, coefficient.to_bytes(32, "big"))
    nonce = None if product is None else sum_public_keys([first, product])
    if nonce is None:
        return b""
    total = sum(parts)
    if tweak:
        challenge = _number(tagged_hash("BIP0340/challenge", nonce[1:] + key[1:] + message))
        total += (challenge if key[0] == 2 else _ORDER - challenge) * int.from_bytes(tweak, "big")
    return nonce[1:] + (total % _ORDER).to_bytes(32, "big")


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big") % _ORDER
