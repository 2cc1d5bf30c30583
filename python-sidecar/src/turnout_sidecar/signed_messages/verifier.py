"""BIP322's verification of a to_sign: its shape, the required rules, then the upgradeable ones."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from turnout_sidecar.btclib_interpreter import OK, ScriptFlag, ScriptVerifier
from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.signed_messages.revealed import has_code_separator
from turnout_sidecar.transaction.rules import MAX_WEIGHT, check_amounts, check_transaction
from turnout_sidecar.transaction.work import VerificationWork

_REQUIRED = (
    ScriptFlag.P2SH
    | ScriptFlag.DERSIG
    | ScriptFlag.NULLDUMMY
    | ScriptFlag.CHECKLOCKTIMEVERIFY
    | ScriptFlag.CHECKSEQUENCEVERIFY
    | ScriptFlag.WITNESS
    | ScriptFlag.TAPROOT
    | ScriptFlag.STRICTENC
    | ScriptFlag.LOW_S
    | ScriptFlag.NULLFAIL
    | ScriptFlag.MINIMALDATA
    | ScriptFlag.CLEANSTACK
    | ScriptFlag.MINIMALIF
    | ScriptFlag.CONST_SCRIPTCODE
)
_UPGRADEABLE = (
    ScriptFlag.DISCOURAGE_UPGRADABLE_NOPS
    | ScriptFlag.DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM
    | ScriptFlag.DISCOURAGE_UPGRADABLE_PUBKEYTYPE
    | ScriptFlag.DISCOURAGE_OP_SUCCESS
    | ScriptFlag.DISCOURAGE_UPGRADABLE_TAPROOT_VERSION
)
_SIGNS_ALL = frozenset((0, 1))
_VERSIONS = (0, 2)


class Verdict(Enum):
    """BIP322's three states, the invalid one by what is wrong."""

    VALID = auto()
    OTHER_TRANSACTION = auto()
    SCRIPT_FAILS = auto()
    INCONCLUSIVE = auto()


def is_within_limits(to_sign: Transaction, prevouts: Sequence[Output]) -> bool:
    """Whether verifying costs no more than one request may."""
    work = VerificationWork(len(to_sign.stripped))
    inputs = zip(to_sign.inputs, _witnesses(to_sign), prevouts, strict=False)
    return all(work.add(spent, witness, prevout.script) for spent, witness, prevout in inputs)


def verify_to_sign(to_sign: Transaction, to_spend: bytes, prevouts: Sequence[Output]) -> Verdict:
    """The verdict over a signed to_sign; `to_spend` is a txid in wire order, `prevouts` begin with the challenge."""
    if not _has_shape(to_sign, to_spend, prevouts):
        return Verdict.OTHER_TRANSACTION
    if _succeeds(to_sign, prevouts, _REQUIRED | _UPGRADEABLE):
        return Verdict.VALID if to_sign.version in _VERSIONS else Verdict.INCONCLUSIVE
    return Verdict.INCONCLUSIVE if _succeeds(to_sign, prevouts, _REQUIRED) else Verdict.SCRIPT_FAILS


def _has_shape(to_sign: Transaction, to_spend: bytes, prevouts: Sequence[Output]) -> bool:
    return (
        len(to_sign.inputs) == len(prevouts) > 0
        and to_sign.inputs[0].outpoint == to_spend + bytes(4)
        and to_sign.outputs == [Output(0, b"\x6a")]
        and 3 * len(to_sign.stripped) + len(to_sign.raw) <= MAX_WEIGHT
        and not check_transaction(to_sign)
        and not check_amounts(to_sign, prevouts)
    )


def _succeeds(to_sign: Transaction, prevouts: Sequence[Output], flags: ScriptFlag) -> bool:
    """All scripts succeed, all signatures sign all, and nothing cuts what they sign."""
    verifier = ScriptVerifier(to_sign, prevouts)
    hash_types: list[int] = []
    for index, (spent, witness, prevout) in enumerate(zip(to_sign.inputs, _witnesses(to_sign), prevouts, strict=True)):
        if verifier.verify(index, flags, hash_types) != OK:
            return False
        if has_code_separator(prevout.script, spent.script, witness):
            return False
    return _SIGNS_ALL.issuperset(hash_types)


def _witnesses(to_sign: Transaction) -> Sequence[list[bytes]]:
    return to_sign.witnesses or [[]] * len(to_sign.inputs)
