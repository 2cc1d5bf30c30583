"""Which records each map may have, and of which form: one table entry for each type."""

from __future__ import annotations

from collections.abc import Callable

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.psbt.fields import (
    check_public_key,
    read_count,
    read_number,
    read_origin,
    read_output,
    read_participants,
    read_proprietary,
    read_stack,
    read_tap_origin,
    read_tree,
    read_utxo_transaction,
)
from turnout_sidecar.psbt.maps import Records, key_type
from turnout_sidecar.psbt.types import PROPRIETARY, Global, In, Out
from turnout_sidecar.script.signature_form import hash_type_text

_LOCK_TIME_THRESHOLD = 500_000_000

Check = Callable[[bytes, bytes], object]


def _need(holds: bool) -> None:
    if not holds:
        raise MalformedError("a record of another form")


def _alone(read: Callable[[bytes], object]) -> Check:
    """A record without key data."""

    def check(key: bytes, value: bytes) -> None:
        _need(len(key) == 1)
        read(value)

    return check


def _any(value: bytes) -> None:
    """Any bytes will do."""


def _sized(*sizes: int) -> Callable[[bytes], object]:
    return lambda value: _need(len(value) in sizes)


def _number(width: int) -> Callable[[bytes], object]:
    return lambda value: read_number(value, width)


def _hashed(size: int) -> Check:
    return lambda key, value: _need(len(key) == 1 + size)


def _xpub(key: bytes, value: bytes) -> None:
    _need(len(key) == 79)
    check_public_key(key[46:])
    read_origin(value)


def _partial_signature(key: bytes, value: bytes) -> None:
    check_public_key(key[1:])
    _need(bool(hash_type_text(value)))


def _origin(key: bytes, value: bytes) -> None:
    check_public_key(key[1:])
    read_origin(value)


def _tap_script_signature(key: bytes, value: bytes) -> None:
    _need(len(key) == 65 and len(value) in (64, 65))


def _tap_leaf_script(key: bytes, value: bytes) -> None:
    _need(len(key) >= 34 and (len(key) - 2) % 32 == 0 and len(value) > 0)


def _tap_origin(key: bytes, value: bytes) -> None:
    _need(len(key) == 33)
    read_tap_origin(value)


def _participants(key: bytes, value: bytes) -> None:
    _need(len(key) == 34)
    check_public_key(key[1:])
    read_participants(value)


def _musig2(size: int) -> Check:
    def check(key: bytes, value: bytes) -> None:
        _need(len(key) in (67, 99) and len(value) == size)
        check_public_key(key[1:34])
        check_public_key(key[34:67])

    return check


def _time(value: bytes) -> None:
    _need(read_number(value, 4) >= _LOCK_TIME_THRESHOLD)


def _height(value: bytes) -> None:
    _need(0 < read_number(value, 4) < _LOCK_TIME_THRESHOLD)


GLOBAL: dict[int, Check] = {
    Global.UNSIGNED_TX: _alone(_any),
    Global.XPUB: _xpub,
    Global.TX_VERSION: _alone(_number(4)),
    Global.FALLBACK_LOCK_TIME: _alone(_number(4)),
    Global.INPUT_COUNT: _alone(read_count),
    Global.OUTPUT_COUNT: _alone(read_count),
    Global.TX_MODIFIABLE: _alone(_number(1)),
    Global.VERSION: _alone(_number(4)),
}

INPUT: dict[int, Check] = {
    In.NON_WITNESS_UTXO: _alone(read_utxo_transaction),
    In.WITNESS_UTXO: _alone(read_output),
    In.PARTIAL_SIG: _partial_signature,
    In.SIGHASH_TYPE: _alone(_number(4)),
    In.REDEEM_SCRIPT: _alone(_any),
    In.WITNESS_SCRIPT: _alone(_any),
    In.BIP32_DERIVATION: _origin,
    In.FINAL_SCRIPT_SIG: _alone(_any),
    In.FINAL_SCRIPT_WITNESS: _alone(read_stack),
    In.RIPEMD160: _hashed(20),
    In.SHA256: _hashed(32),
    In.HASH160: _hashed(20),
    In.HASH256: _hashed(32),
    In.PREVIOUS_TXID: _alone(_sized(32)),
    In.OUTPUT_INDEX: _alone(_number(4)),
    In.SEQUENCE: _alone(_number(4)),
    In.REQUIRED_TIME: _alone(_time),
    In.REQUIRED_HEIGHT: _alone(_height),
    In.TAP_KEY_SIG: _alone(_sized(64, 65)),
    In.TAP_SCRIPT_SIG: _tap_script_signature,
    In.TAP_LEAF_SCRIPT: _tap_leaf_script,
    In.TAP_BIP32_DERIVATION: _tap_origin,
    In.TAP_INTERNAL_KEY: _alone(_sized(32)),
    In.TAP_MERKLE_ROOT: _alone(_sized(32)),
    In.MUSIG2_PARTICIPANTS: _participants,
    In.MUSIG2_NONCE: _musig2(66),
    In.MUSIG2_PARTIAL_SIG: _musig2(32),
}

OUTPUT: dict[int, Check] = {
    Out.REDEEM_SCRIPT: _alone(_any),
    Out.WITNESS_SCRIPT: _alone(_any),
    Out.BIP32_DERIVATION: _origin,
    Out.AMOUNT: _alone(_sized(8)),
    Out.SCRIPT: _alone(_any),
    Out.TAP_INTERNAL_KEY: _alone(_sized(32)),
    Out.TAP_TREE: _alone(read_tree),
    Out.TAP_BIP32_DERIVATION: _tap_origin,
    Out.MUSIG2_PARTICIPANTS: _participants,
}

# What each version has not.
NOT_IN_V0 = {
    "global": (
        Global.TX_VERSION,
        Global.FALLBACK_LOCK_TIME,
        Global.INPUT_COUNT,
        Global.OUTPUT_COUNT,
        Global.TX_MODIFIABLE,
    ),
    "input": (In.PREVIOUS_TXID, In.OUTPUT_INDEX, In.SEQUENCE, In.REQUIRED_TIME, In.REQUIRED_HEIGHT),
    "output": (Out.AMOUNT, Out.SCRIPT),
}
NEEDED_IN_V2 = {
    "global": (Global.TX_VERSION, Global.INPUT_COUNT, Global.OUTPUT_COUNT),
    "input": (In.PREVIOUS_TXID, In.OUTPUT_INDEX),
    "output": (Out.AMOUNT, Out.SCRIPT),
}


def check_record(checks: dict[int, Check], key: bytes, value: bytes) -> None:
    """One record by the table of its map. Raises MalformedError."""
    kind = key_type(key)
    check = checks.get(kind)
    if check is not None:
        check(key, value)
    elif kind == PROPRIETARY:
        read_proprietary(key)


def check_map(name: str, checks: dict[int, Check], records: Records, version: int) -> None:
    """Every record, and what the version asks for. Raises MalformedError."""
    for key, value in records.items():
        check_record(checks, key, value)
    if version == 0:
        _need(not any(bytes((kind,)) in records for kind in NOT_IN_V0[name]))
    else:
        _need(all(bytes((kind,)) in records for kind in NEEDED_IN_V2[name]))
