"""The one door to btclib: its names change between releases, so nothing else imports it.

Only btclib's bindings of libsecp256k1 and the word lists of its bip39 package are used. Its BIP32 keeps the last 2,048
extended keys, private ones too, in a cache, so ours is written on the bindings instead.
"""

from __future__ import annotations

from importlib.resources import files

from btclib_secp256k1 import keys, recovery, xonly


def is_x_only_key(key: bytes) -> bool:
    """Whether 32 bytes are the x coordinate of a point."""
    return bool(xonly.pubkey_verify(key))


def is_public_key(key: bytes) -> bool:
    """Whether 33 or 65 bytes are a point."""
    return bool(keys.pubkey_verify(key))


def is_private_key(key: bytes) -> bool:
    """Whether 32 bytes are a number from 1 to n - 1."""
    return bool(keys.prvkey_verify(key))


def public_key(private_key: bytes) -> bytes:
    """The compressed public key, 33 bytes."""
    return bytes(keys.pubkey_from_prvkey(private_key))


def uncompressed_public_key(private_key: bytes) -> bytes:
    """The public key with both coordinates, 65 bytes."""
    return bytes(keys.pubkey_from_prvkey(private_key, compressed=False))


def multiply_public_key(key: bytes, factor: bytes) -> bytes | None:
    """factor·key, compressed; None where the factor is 0, or n or more."""
    try:
        return bytes(keys.pubkey_tweak_mul(key, factor))
    except ValueError:
        return None


def sum_public_keys(terms: list[bytes]) -> bytes | None:
    """The sum of at least one key, compressed; None where it is infinity."""
    try:
        return bytes(keys.pubkey_combine(terms))
    except ValueError:
        return None


def add_to_private_key(private_key: bytes, tweak: bytes) -> bytes | None:
    """Key + tweak mod n; None where the tweak is n or more or the sum is 0."""
    try:
        return bytes(keys.prvkey_tweak_add(private_key, tweak))
    except ValueError:
        return None


def add_to_public_key(key: bytes, tweak: bytes) -> bytes | None:
    """Key + tweak·G, compressed; None where the tweak is n or more or the sum is infinity."""
    try:
        return bytes(keys.pubkey_tweak_add(key, tweak))
    except ValueError:
        return None


def taproot_output_key(internal_key: bytes, tweak: bytes) -> bytes | None:
    """x of (lift_x(internal key) + tweak·G), 32 bytes; None where there is none. Source: BIP341."""
    try:
        return bytes(xonly.tweak_add(internal_key, tweak)[0])
    except ValueError:
        return None


def recover_public_key(digest: bytes, signature: bytes, recovery_id: int, *, compressed: bool) -> bytes | None:
    """The key that made a compact ECDSA signature of a 32-byte digest; None where there is none."""
    try:
        return bytes(recovery.recover(digest, signature, recovery_id, compressed))
    except ValueError:
        return None


def read_words(language: str) -> list[str]:
    """The 2,048 words of a BIP39 list, by its file name without ending, as the package spells them."""
    return (files("bip39_slip39") / "_data" / f"{language}.txt").read_text("utf-8").split()
