"""The canonical order of records, which is Core's."""

from __future__ import annotations

from typing import Any

from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.psbt.maps import Records, key_type
from turnout_sidecar.psbt.types import KNOWN_GLOBAL, KNOWN_INPUT, KNOWN_OUTPUT, PROPRIETARY, Global, In

_BEHIND_NAMED, _PROPRIETARY, _UNKNOWN = 1 << 31, 1 << 32, 1 << 33
_VERSION = bytes((Global.VERSION,))
_NO_LEAF = bytes(32)


def _place(key: bytes, known: frozenset[int]) -> int:
    kind = key_type(key)
    if kind in known:
        return kind
    return _PROPRIETARY if kind == PROPRIETARY else _UNKNOWN


def canonical_global(records: Records) -> list[tuple[bytes, bytes]]:
    """The global map's records, without a version of 0."""

    def place(record: tuple[bytes, bytes]) -> tuple[Any, ...]:
        key, value = record
        if key[0] == Global.XPUB:
            # Fingerprint, length of the path, path as numbers; then key and chain code.
            path = tuple(int.from_bytes(value[at : at + 4], "little") for at in range(4, len(value), 4))
            return Global.XPUB, value[:4], len(path), path, key[46:], key[14:46], key
        return _place(key, KNOWN_GLOBAL), key

    kept = ((key, value) for key, value in records.items() if not (key == _VERSION and not any(value)))
    return sorted(kept, key=place)


def canonical_input(records: Records) -> list[tuple[bytes, bytes]]:
    """An input's records."""
    return sorted(records.items(), key=_input_place)


def _input_place(record: tuple[bytes, bytes]) -> tuple[Any, ...]:
    key, value = record
    match key[0]:
        case In.PARTIAL_SIG:
            return In.PARTIAL_SIG, hash160(key[1:]), key
        case In.TAP_LEAF_SCRIPT:
            return In.TAP_LEAF_SCRIPT, value[:-1], value[-1], len(key), key
        case In.MUSIG2_NONCE | In.MUSIG2_PARTIAL_SIG:
            return key[0], key[34:67], key[67:] or _NO_LEAF, key[1:34], key
        case kind if In.PREVIOUS_TXID <= kind <= In.REQUIRED_HEIGHT:
            return _BEHIND_NAMED + kind, key
        case _:
            return _place(key, KNOWN_INPUT), key


def canonical_output(records: Records) -> list[tuple[bytes, bytes]]:
    """An output's records."""
    return sorted(records.items(), key=lambda record: (_place(record[0], KNOWN_OUTPUT), record[0]))
