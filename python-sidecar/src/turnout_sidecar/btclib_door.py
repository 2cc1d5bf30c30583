"""The one door to btclib: its names change between releases, so nothing else imports it (its interpreter has a
door of its own, btclib_interpreter).

Of btclib only its bindings of libsecp256k1, its miniscript and the word lists of its bip39 package are used. Its BIP32
keeps the last 2,048 extended keys, private ones too, in a cache, so ours is written on the bindings instead.
"""

from __future__ import annotations

from importlib.resources import files

from btclib_secp256k1 import dsa, keys, recovery, ssa, xonly


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


def tweak_x_only_key(internal_key: bytes, tweak: bytes) -> tuple[bytes, bool] | None:
    """x of (lift_x(internal key) + tweak·G) and whether its Y is odd; None where there is none. Source: BIP341."""
    try:
        key, parity = xonly.tweak_add(internal_key, tweak)
    except ValueError:
        return None
    return bytes(key), bool(parity)


def recover_public_key(digest: bytes, signature: bytes, recovery_id: int, *, compressed: bool) -> bytes | None:
    """The key that made a compact ECDSA signature of a 32-byte digest; None where there is none."""
    try:
        return bytes(recovery.recover(digest, signature, recovery_id, compressed))
    except ValueError:
        return None


def sane_miniscript(witness_script: bytes) -> str:
    """The miniscript that a P2WSH script is, as Core writes it; empty where it is none, or not a sane one."""
    # Half a megabyte of modules that most workers never need.
    from btclib_wallet.descriptors import miniscript

    try:
        expression = miniscript.from_script(witness_script)
    except ValueError:
        return ""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        # btclib takes any 33 bytes for a key here; Core wants the first one right, and no more.
        if any(str(key)[:2] not in ("02", "03") for key in part.keys):
            return ""
        waiting.extend(part.subs)
    return str(expression) if expression.is_sane() else ""


def read_words(language: str) -> list[str]:
    """The 2,048 words of a BIP39 list, by its file name without ending, as the package spells them."""
    return (files("bip39_slip39") / "_data" / f"{language}.txt").read_text("utf-8").split()


def negate_private_key(key: bytes) -> bytes:
    """n - key, 32 bytes."""
    return bytes(keys.prvkey_negate(key))


def sign_ecdsa(digest: bytes, private_key: bytes, *, compact: bool) -> bytes:
    """RFC 6979, ground to a low R as Core does, with a low S; DER, or R and S in 64 bytes."""
    return bytes(dsa.sign(digest, private_key, compact=compact, grind=True, verify=False))


def sign_recoverable(digest: bytes, private_key: bytes) -> tuple[bytes, int]:
    """R and S in 64 bytes and the recovery id, not ground, as Core signs messages."""
    signature, recovery_id = recovery.sign(digest, private_key, verify=False)
    return bytes(signature), recovery_id


def verify_ecdsa(digest: bytes, key: bytes, compact: bytes) -> bool:
    """Whether R and S in 64 bytes, both below n, are the key's signature; S may be high."""
    return bool(dsa.verify(digest, key, compact, normalize=True, compact=True))


def is_ecdsa_signature(compact: bytes) -> bool:
    """Whether R and S are below n."""
    return bool(dsa.signature_verify(compact, compact=True))


def sign_schnorr(message: bytes, private_key: bytes, aux_rand: bytes) -> bytes:
    """BIP340 over a message of any length, 64 bytes."""
    return bytes(ssa.sign_custom(message, private_key, aux_rand, verify=False))


def verify_schnorr(message: bytes, x_only_key: bytes, signature: bytes) -> bool:
    """BIP340 with a key of 32 bytes that is a point and a signature of 64 bytes."""
    return bool(ssa.verify(message, x_only_key, signature))


def taproot_output_point(internal_key: bytes, tweak: bytes) -> tuple[bytes, bool] | None:
    """x of lift_x(internal key) + tweak·G and whether its Y is odd; None where there is none. Source: BIP341."""
    try:
        x, parity = xonly.tweak_add(internal_key, tweak)
    except ValueError:
        return None
    return bytes(x), bool(parity)
