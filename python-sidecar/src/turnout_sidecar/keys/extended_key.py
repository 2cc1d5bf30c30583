"""BIP32: extended keys as text, and their children."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field, replace

from turnout_sidecar.btclib_door import (
    add_to_private_key,
    add_to_public_key,
    is_private_key,
    is_public_key,
    public_key,
)
from turnout_sidecar.codec.base58 import decode_check, encode_check
from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.keys.versions import FAMILIES, Family

HARDENED = 1 << 31
DEEPEST = 255
_SIZE = 78


@dataclass(frozen=True, slots=True)
class ExtendedKey:
    """`private` is 32 bytes, or empty for a public key; `public` is 33 bytes."""

    family: Family
    depth: int
    parent_fingerprint: bytes
    child_number: int
    chain_code: bytes = field(repr=False)
    private: bytes = field(repr=False)
    public: bytes

    @property
    def fingerprint(self) -> bytes:
        """First 4 bytes of HASH160 of the public key."""
        return hash160(self.public)[:4]

    def private_text(self) -> str:
        """The extended private key; empty where there is none."""
        return self._text(self.family.private, b"\x00" + self.private) if self.private else ""

    def public_text(self) -> str:
        """The extended public key."""
        return self._text(self.family.public, self.public)

    def _text(self, version: bytes, key: bytes) -> str:
        place = bytes((self.depth,)) + self.parent_fingerprint + self.child_number.to_bytes(4, "big")
        return encode_check(version + place + self.chain_code + key)


def read_extended_key(text: str) -> ExtendedKey | None:
    """The key, or None for what BIP32 does not allow; blanks around are not allowed either."""
    payload = None if text != text.strip() else decode_check(text, _SIZE)
    if payload is None or len(payload) != _SIZE or payload[:4] not in FAMILIES:
        return None
    family, key = FAMILIES[payload[:4]], payload[45:]
    depth, parent, child_number = payload[4], payload[5:9], int.from_bytes(payload[9:13], "big")
    if depth == 0 and (any(parent) or child_number):
        return None
    if payload[:4] == family.private:
        if key[0] or not is_private_key(key[1:]):
            return None
        private, public = key[1:], public_key(key[1:])
    else:
        if key[0] not in (2, 3) or not is_public_key(key):
            return None
        private, public = b"", key
    return ExtendedKey(family, depth, parent, child_number, payload[13:45], private, public)


def master_key(seed: bytes, family: Family) -> ExtendedKey | None:
    """The root of a seed; None where the seed gives no valid key (probability below 2^-127)."""
    digest = hmac.digest(b"Bitcoin seed", seed, "sha512")
    private = digest[:32]
    if not is_private_key(private):
        return None
    return ExtendedKey(family, 0, bytes(4), 0, digest[32:], private, public_key(private))


def child(parent: ExtendedKey, number: int) -> ExtendedKey | None:
    """One step down; None where that child does not exist, or a public parent is asked for a hardened one."""
    hardened = number >= HARDENED
    if parent.depth == DEEPEST or (hardened and not parent.private):
        return None
    data = b"\x00" + parent.private if hardened else parent.public
    digest = hmac.digest(parent.chain_code, data + number.to_bytes(4, "big"), "sha512")
    place = replace(
        parent,
        depth=parent.depth + 1,
        parent_fingerprint=parent.fingerprint,
        child_number=number,
        chain_code=digest[32:],
    )
    if parent.private:
        private = add_to_private_key(parent.private, digest[:32])
        return None if private is None else replace(place, private=private, public=public_key(private))
    public = add_to_public_key(parent.public, digest[:32])
    return None if public is None else replace(place, public=public)
