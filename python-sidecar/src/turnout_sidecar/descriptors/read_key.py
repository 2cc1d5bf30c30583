"""Reading key expressions of one network."""

from __future__ import annotations

import re
from enum import Enum, auto

from turnout_sidecar.address.networks import Network
from turnout_sidecar.btclib_door import is_private_key, is_public_key, public_key, uncompressed_public_key
from turnout_sidecar.codec.base58 import decode_check
from turnout_sidecar.descriptors.key import DerivedKey, FixedKey, KeyExpression, MusigKey, Origin
from turnout_sidecar.descriptors.path import NO_PATH, read_path, read_steps
from turnout_sidecar.descriptors.problem import invalid
from turnout_sidecar.descriptors.scanner import Scanner
from turnout_sidecar.keys.extended_key import read_extended_key
from turnout_sidecar.keys.versions import MAINNET, TESTNET

_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+", re.ASCII)
_FINGERPRINT = re.compile(r"[0-9a-fA-F]{8}", re.ASCII)
# 38 bytes of WIF take at most 52 characters.
_LONGEST_WIF = 52


class Context(Enum):
    """Where an expression stands."""

    TOP = auto()
    SH = auto()
    WSH = auto()
    WPKH = auto()
    TR = auto()
    MUSIG = auto()


def read_key(scanner: Scanner, context: Context, network: Network) -> KeyExpression:
    """One key, or musig() inside tr() and rawtr()."""
    if not scanner.take("musig("):
        return _read_single(scanner.word(), context, network)
    if context is not Context.TR:
        raise invalid("musig() is only allowed inside tr() and rawtr()")
    participants = []
    while True:
        # A nested musig() is refused: what its word is has no form of a key.
        participants.append(_read_single(scanner.word(), Context.MUSIG, network))
        if not scanner.take(","):
            break
    scanner.expect(")")
    return _musig(tuple(participants), scanner.word())


def _musig(participants: tuple[FixedKey | DerivedKey, ...], behind: str) -> MusigKey:
    if not behind:
        return MusigKey(participants, NO_PATH)
    if behind[0] != "/":
        raise invalid("what stands behind musig() is not a path")
    if any(isinstance(key, FixedKey) for key in participants):
        raise invalid("musig() derives keys only where all participants are extended keys")
    if any(key.is_range for key in participants):
        raise invalid("musig() has a path, and a participant has a wildcard")
    path = read_path(behind[1:].split("/"))
    if path.has_hardened:
        raise invalid("musig() has no hardened steps")
    if path.alternatives > 1 and any(key.alternatives > 1 for key in participants):
        raise invalid("musig() and a participant have multipath specifiers")
    return MusigKey(participants, path)


def _read_single(text: str, context: Context, network: Network) -> FixedKey | DerivedKey:
    before, bracket, key = text.partition("]")
    if not bracket:
        return _read_bare(None, text, context, network)
    if before[:1] != "[":
        raise invalid("a key origin does not begin with [")
    fingerprint, *steps = before[1:].split("/")
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise invalid("a key origin's fingerprint is not 8 hexadecimal digits")
    return _read_bare(Origin(fingerprint.lower(), *read_steps(steps)), key, context, network)


def _read_bare(origin: Origin | None, text: str, context: Context, network: Network) -> FixedKey | DerivedKey:
    key, *steps = text.split("/")
    if not steps:
        fixed = _read_hex(key, context) if _HEX.fullmatch(key) else _read_wif(key, context, network)
        if fixed is not None:
            public, x_only, has_private = fixed
            return FixedKey(origin, public, x_only, has_private)
    extended = read_extended_key(key)
    if extended is None or extended.family is not (MAINNET if network.chain == "main" else TESTNET):
        raise invalid(f"a key is not one of {network.chain}")
    return DerivedKey(origin, extended, extended.public_text(), read_path(steps))


def _read_hex(text: str, context: Context) -> tuple[bytes, bool, bool]:
    key = bytes.fromhex(text)
    x_only = len(key) == 32 and context is Context.TR
    if x_only:
        key = b"\x02" + key
    # Hybrid keys (6, 7) are points, but no descriptor has them.
    if key[0] not in {33: (2, 3), 65: (4,)}.get(len(key), ()):
        raise invalid("a key is neither compressed nor uncompressed")
    _check_compressed(key, context)
    if not is_public_key(key):
        raise invalid("a key is not a point of the curve")
    return key, x_only, False


def _read_wif(text: str, context: Context, network: Network) -> tuple[bytes, bool, bool] | None:
    payload = decode_check(text, 34) if len(text) <= _LONGEST_WIF and text == text.strip() else None
    if payload is None or payload[:1] != (b"\x80" if network.chain == "main" else b"\xef"):
        return None
    is_compressed = len(payload) == 34 and payload[33] == 1
    if not (is_compressed or len(payload) == 33) or not is_private_key(payload[1:33]):
        return None
    key = public_key(payload[1:33]) if is_compressed else uncompressed_public_key(payload[1:33])
    _check_compressed(key, context)
    return key, context is Context.TR, True


def _check_compressed(key: bytes, context: Context) -> None:
    if len(key) != 33 and context not in (Context.TOP, Context.SH):
        raise invalid("uncompressed keys are not allowed here")
