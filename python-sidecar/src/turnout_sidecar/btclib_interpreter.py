"""The door to btclib's script interpreter; nothing else imports it.

Legacy signature hashes are ours: btclib copies the transaction, object by object, for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from btclib.exceptions import ScriptError
from btclib.script.engine import ScriptFlag, verify_input
from btclib.script.engine import script as engine
from btclib.script.script_pub_key import ScriptPubKey
from btclib.script.sig_hash import PrecomputedTxData
from btclib.script.witness import Witness
from btclib.tx.out_point import OutPoint
from btclib.tx.tx import Tx
from btclib.tx.tx_in import TxIn
from btclib.tx.tx_out import TxOut

from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.sighash.legacy import LegacyHashes

__all__ = ["FLAG_COUNT", "OK", "ScriptFlag", "ScriptVerifier", "flags_of"]

# Core's SCRIPT_VERIFY_ flags in the order of their bits, which the contract numbers from 1.
FLAG_COUNT = 21

OK = 0

# Core's STANDARD_SCRIPT_VERIFY_FLAGS: every rule but SIGPUSHONLY, which P2SH has anyway.
_STANDARD = ~ScriptFlag.SIGPUSHONLY


class _Spending(Tx):
    """A transaction that also knows its legacy hashes."""

    legacy: LegacyHashes


def _legacy(script_code: bytes, tx: _Spending, index: int, hash_type: int, cache: Any) -> bytes:
    del cache
    return tx.legacy.sighash(index, script_code, hash_type)


engine._legacy = _legacy  # type: ignore[assignment,attr-defined]


class ScriptVerifier:
    """Verifies the inputs of one transaction."""

    def __init__(self, transaction: Transaction, prevouts: Sequence[Output]) -> None:
        """`prevouts` are what the inputs spend, one for each."""
        witnesses: Iterable[list[bytes]] = transaction.witnesses or [[]] * len(transaction.inputs)
        self._spent = [
            TxOut(value, ScriptPubKey(script, check_validity=False), check_validity=False) for value, script in prevouts
        ]
        self._transaction = _Spending(
            transaction.version,
            transaction.lock_time,
            [
                TxIn(
                    OutPoint(outpoint[31::-1], int.from_bytes(outpoint[32:], "little"), check_validity=False),
                    script,
                    sequence,
                    Witness(stack, check_validity=False),
                    check_validity=False,
                )
                for (outpoint, script, sequence), stack in zip(transaction.inputs, witnesses, strict=True)
            ],
            [
                TxOut(value, ScriptPubKey(script, check_validity=False), check_validity=False)
                for value, script in transaction.outputs
            ],
            check_validity=False,
        )
        self._transaction.legacy = LegacyHashes(transaction)
        self._precomputed = PrecomputedTxData(self._transaction, self._spent)

    def verify(self, index: int, flags: ScriptFlag, hash_types: list[int] | None = None) -> int:
        """The number of Core's ScriptError, 0 where the input's scripts succeed.

        `hash_types` is appended to: the hash types of the signatures that were checked, in order.
        """
        try:
            verify_input(self._spent, self._transaction, index, flags, self._precomputed, hash_types)
        except ScriptError as error:
            return int(error.code)
        return OK

    def is_standard(self, index: int, script_sig: bytes, witness: list[bytes]) -> bool:
        """Whether an input would succeed by Core's standard rules with these scripts instead of its own."""
        spending = self._transaction.vin[index]
        own = spending.script_sig, spending.script_witness
        spending.script_sig, spending.script_witness = script_sig, Witness(witness, check_validity=False)
        try:
            return self.verify(index, _STANDARD) == OK
        finally:
            spending.script_sig, spending.script_witness = own


def flags_of(numbers: Iterable[int]) -> ScriptFlag:
    """The rules of the contract's numbers, 1 to 21, and those that they need."""
    flags = ScriptFlag(0)
    for number in numbers:
        flags |= ScriptFlag(1 << (number - 1))
    if ScriptFlag.CLEANSTACK in flags:
        flags |= ScriptFlag.WITNESS
    if ScriptFlag.WITNESS in flags:
        flags |= ScriptFlag.P2SH
    return flags
