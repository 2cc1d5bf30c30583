"""Signs BIP322's to_sign: ECDSA with low R and SIGHASH_ALL, BIP340 with zeros as randomness and SIGHASH_DEFAULT.

The transaction always has one input, spent at sequence 0, and one output, so each signature hash is written down as it
is for that.
"""

from __future__ import annotations

from hashlib import sha256

from turnout_sidecar.btclib_door import add_to_private_key, negate_private_key, sign_ecdsa, sign_schnorr
from turnout_sidecar.codec.hashes import hash160, hash256, tagged_hash
from turnout_sidecar.script.opcodes import CHECKSIG, DUP, EQUALVERIFY, HASH160, PUSHDATA1, PUSHDATA2
from turnout_sidecar.signed_messages.challenge import Challenge, Kind, SigningKey
from turnout_sidecar.signed_messages.virtual import TO_SIGN_OUTPUT, sized, to_sign

_ALL = 1


def sign_challenge(challenge: Challenge, to_spend: bytes) -> tuple[bytes, list[bytes]]:
    """The scriptSig and the witness that spend output 0 of to_spend, named by its txid in wire order."""
    outpoint = to_spend + bytes(4)
    key = challenge.keys[0]
    match challenge.kind:
        case Kind.P2PKH:
            signature = _ecdsa(key, _legacy_hash(outpoint, challenge.script_pub_key))
            return _pushes([signature, key.public]), []
        case Kind.P2WPKH:
            return b"", _key_hash_witness(key, outpoint)
        case Kind.P2SH_P2WPKH:
            return _pushes([b"\x00\x14" + hash160(key.public)]), _key_hash_witness(key, outpoint)
        case Kind.P2TR:
            return b"", [_schnorr(key, outpoint, challenge.script_pub_key)]
        case Kind.P2SH_MULTISIG:
            return _pushes(_multisig(challenge, _legacy_hash(outpoint, challenge.script))), []
        case Kind.P2WSH_MULTISIG:
            return b"", _multisig(challenge, _witness_hash(outpoint, challenge.script))
        case Kind.P2SH_P2WSH_MULTISIG:
            program = b"\x00\x20" + sha256(challenge.script).digest()
            return _pushes([program]), _multisig(challenge, _witness_hash(outpoint, challenge.script))


def _key_hash_witness(key: SigningKey, outpoint: bytes) -> list[bytes]:
    script_code = bytes((DUP, HASH160, 20)) + hash160(key.public) + bytes((EQUALVERIFY, CHECKSIG))
    return [_ecdsa(key, _witness_hash(outpoint, script_code)), key.public]


def _multisig(challenge: Challenge, digest: bytes) -> list[bytes]:
    """What CHECKMULTISIG takes: one element too many, signatures in the keys' order, and the script itself."""
    return [b"", *(_ecdsa(key, digest) for key in challenge.keys), challenge.script]


def _ecdsa(key: SigningKey, digest: bytes) -> bytes:
    return sign_ecdsa(digest, key.private, compact=False) + bytes((_ALL,))


def _schnorr(key: SigningKey, outpoint: bytes, script_pub_key: bytes) -> bytes:
    even = key.private if key.public[0] == 2 else negate_private_key(key.private)
    tweaked = add_to_private_key(even, tagged_hash("TapTweak", key.public[1:]))
    if tweaked is None:
        raise ValueError("the address has this key")
    return sign_schnorr(_taproot_hash(outpoint, script_pub_key), tweaked, bytes(32))


def _legacy_hash(outpoint: bytes, script_code: bytes) -> bytes:
    """Source: Core's SignatureHash; the transaction itself, with the script code as its scriptSig."""
    return hash256(to_sign(outpoint, script_code, []) + _ALL.to_bytes(4, "little"))


def _witness_hash(outpoint: bytes, script_code: bytes) -> bytes:
    """Source: BIP143."""
    preimage = (
        bytes(4),
        hash256(outpoint),
        hash256(bytes(4)),
        outpoint,
        sized(script_code),
        bytes(8),
        bytes(4),
        hash256(TO_SIGN_OUTPUT),
        bytes(4),
        _ALL.to_bytes(4, "little"),
    )
    return hash256(b"".join(preimage))


def _taproot_hash(outpoint: bytes, script_pub_key: bytes) -> bytes:
    """Source: BIP341: epoch, hash type, version, lock time, five hashes, spend type, input index."""
    hashes = (outpoint, bytes(8), sized(script_pub_key), bytes(4), TO_SIGN_OUTPUT)
    return tagged_hash(
        "TapSighash", bytes(2) + bytes(8) + b"".join(sha256(part).digest() for part in hashes) + bytes(5)
    )


def _pushes(elements: list[bytes]) -> bytes:
    return b"".join(_prefix(len(element)) + element for element in elements)


def _prefix(size: int) -> bytes:
    """The shortest push; all elements are empty or longer than one byte."""
    if size < PUSHDATA1:
        return bytes((size,))
    return bytes((PUSHDATA1, size)) if size < 0x100 else bytes((PUSHDATA2,)) + size.to_bytes(2, "little")
