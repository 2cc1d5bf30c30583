"""Finalizing inputs, and telling what they lack. Source: Core's SignPSBTInput, FinalizePSBT and AnalyzePSBT."""

from __future__ import annotations

from turnout_sidecar.btclib_interpreter import ScriptVerifier
from turnout_sidecar.codec.transaction import Input, Output, Transaction
from turnout_sidecar.psbt.facts import Facts, facts_of
from turnout_sidecar.psbt.maps import Records, key_type
from turnout_sidecar.psbt.model import Psbt, build_transaction, write_output, write_stack
from turnout_sidecar.psbt.satisfying import Satisfaction, satisfy
from turnout_sidecar.psbt.sighash import Sighashes
from turnout_sidecar.psbt.types import In
from turnout_sidecar.script.solver import ScriptType, solve

ALL, DEFAULT = 1, 0
MOST_MONEY = 21_000_000 * 100_000_000

_UNKNOWN = Output(0, b"")

# Hashing each input's whole transaction is the dearest that a PSBT can ask for.
MOST_WORK = 20_000_000

_CLEARED = frozenset((*range(0x02, 0x09), *range(0x0A, 0x0E), *range(0x13, 0x19), 0x1A, 0x1B, 0x1C))


def is_too_much(psbt: Psbt) -> bool:
    """Whether inputs times bytes of the transaction are above the limit. Raises LockTimeConflictError."""
    return len(psbt.inputs) * len(psbt.transaction.raw) > MOST_WORK


def is_money(value: int) -> bool:
    """Core's MoneyRange."""
    return 0 <= value <= MOST_MONEY


class Finishing:
    """One PSBT's inputs with their facts, which change as inputs are finalized. Belongs to one call."""

    def __init__(self, psbt: Psbt) -> None:
        self.psbt = psbt
        self.facts = [facts_of(psbt, index) for index in range(len(psbt.inputs))]
        prevouts = [facts.spent for facts in self.facts]
        values = [prevout.value for prevout in prevouts if prevout] + [output.value for output in psbt.payments]
        self._is_checkable = all(is_money(value) for value in values)
        self._knows_all = all(prevout is not None for prevout in prevouts)
        self._hashes = Sighashes(psbt.transaction, prevouts)
        self._verifier = ScriptVerifier(psbt.transaction, [prevout or _UNKNOWN for prevout in prevouts])

    def is_signed(self, index: int) -> bool:
        """Whether an input's final scriptSig and witness hold, by Core's standard rules."""
        facts = self.facts[index]
        return self._holds(index, facts, facts.final_script_sig, facts.final_witness)

    def _holds(self, index: int, facts: Facts, script_sig: bytes, witness: list[bytes]) -> bool:
        if facts.spent is None or not self._is_checkable:
            return False
        is_taproot = solve(facts.spent.script).type is ScriptType.WITNESS_V1_TAPROOT
        if is_taproot and not self._knows_all:
            return False
        return self._verifier.is_standard(index, script_sig, witness)

    def _digest(self, index: int, leaf_hash: bytes) -> tuple[int, bytes] | None:
        if not self._knows_all:
            return None
        hash_type = self.facts[index].sighash_type or DEFAULT
        message = self._hashes.taproot(index, hash_type, leaf_hash)
        return None if message is None else (hash_type, message)

    def finish(self, index: int) -> tuple[bool, Satisfaction | None]:
        """Finalizes an input where it can be; whether it is finished, and what was made of it or is missing."""
        facts = self.facts[index]
        if self.is_signed(index):
            return True, None
        if facts.spent is None or not agrees_on_sighash(facts, facts.spent):
            return False, None
        if facts.is_final:
            # What Core takes unchecked: final scripts that do not hold, beside a proven amount.
            return facts.proven, None
        made = satisfy(facts, digest=lambda leaf_hash: self._digest(index, leaf_hash))
        if not made.solved or not self._holds(index, facts, made.script_sig, made.witness):
            return False, made
        if not facts.proven and not made.uses_witness:
            return False, made
        facts.final_script_sig, facts.final_witness = made.script_sig, made.witness
        return True, made


def agrees_on_sighash(facts: Facts, spent: Output) -> bool:
    """Whether every signature there has the hash type that the input names, or the default one."""
    is_taproot = solve(spent.script).type is ScriptType.WITNESS_V1_TAPROOT
    expected = facts.sighash_type
    if expected is None:
        expected = DEFAULT if is_taproot else ALL
    schnorr = [facts.tap_key_signature] if facts.tap_key_signature else []
    schnorr += facts.tap_signatures.values()
    if expected == DEFAULT:
        return all(len(signature) == 64 for signature in schnorr)
    return all(len(signature) == 65 and signature[-1] == expected for signature in schnorr) and all(
        signature[-1] == expected for signature in facts.signatures.values()
    )


def final_records(records: Records, facts: Facts, uses_witness: bool) -> Records:
    """An input's records once it is finalized: UTXOs, BIP370's fields, final scripts, and what is not ours to drop."""
    kept = {key: value for key, value in records.items() if key_type(key) not in _CLEARED}
    if facts.final_script_sig:
        kept[bytes((In.FINAL_SCRIPT_SIG,))] = facts.final_script_sig
    if facts.final_witness:
        kept[bytes((In.FINAL_SCRIPT_WITNESS,))] = write_stack(facts.final_witness)
    if uses_witness and facts.spent is not None:
        kept[bytes((In.WITNESS_UTXO,))] = write_output(facts.spent)
    return kept


def final_transaction(psbt: Psbt, facts: list[Facts]) -> Transaction:
    """The transaction with every input's final scripts. Raises LockTimeConflictError."""
    unsigned = psbt.transaction
    inputs = [
        Input(spent.outpoint, known.final_script_sig, spent.sequence)
        for spent, known in zip(unsigned.inputs, facts, strict=True)
    ]
    witnesses = [known.final_witness for known in facts]
    return build_transaction(unsigned.version, inputs, unsigned.outputs, unsigned.lock_time, witnesses)
