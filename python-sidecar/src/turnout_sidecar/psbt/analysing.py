"""What a PSBT lacks, and what it will cost. Source: Core's AnalyzePSBT."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from turnout_sidecar.codec.transaction import Output
from turnout_sidecar.psbt.facts import Facts
from turnout_sidecar.psbt.finishing import Finishing, agrees_on_sighash, final_transaction, is_money
from turnout_sidecar.psbt.model import Psbt
from turnout_sidecar.psbt.satisfying import Satisfaction, satisfy
from turnout_sidecar.psbt.sigops import sigop_cost
from turnout_sidecar.script.operations import is_unspendable
from turnout_sidecar.script.solver import ScriptType, solve

# Core's nBytesPerSigOp.
_BYTES_PER_SIGOP = 20


class Role(IntEnum):
    """Numbered as turnout.script.v1.PsbtRole."""

    CREATOR = 1
    UPDATER = 2
    SIGNER = 3
    FINALIZER = 4
    EXTRACTOR = 5


class Problem(IntEnum):
    """Numbered as turnout.script.v1.PsbtProblem."""

    NONE = 0
    INPUT_VALUE = 1
    UNSPENDABLE_OUTPUT = 2
    OUTPUT_VALUE = 3
    LOCK_TIME = 4


@dataclass
class InputAnalysis:
    """One input."""

    has_utxo: bool
    next: Role
    is_final: bool = False
    missing: Satisfaction = field(default_factory=Satisfaction)


@dataclass
class Analysis:
    """`problem_input` is -1 where no input is to blame."""

    inputs: list[InputAnalysis] = field(default_factory=list)
    next: Role = Role.CREATOR
    problem: Problem = Problem.NONE
    problem_input: int = -1
    fee: int | None = None
    estimated_vsize: int | None = None

    @property
    def estimated_fee_rate(self) -> int | None:
        """Satoshis per 1,000 vbytes, rounded down."""
        if self.fee is None or self.estimated_vsize is None:
            return None
        return self.fee * 1000 // self.estimated_vsize


def analyse(psbt: Psbt) -> Analysis:
    """Raises LockTimeConflictError."""
    finishing = Finishing(psbt)
    total = 0
    for index, facts in enumerate(finishing.facts):
        if facts.spent is None:
            continue
        total += facts.spent.value
        if not is_money(facts.spent.value) or not is_money(total):
            return Analysis(problem=Problem.INPUT_VALUE, problem_input=index)
        if is_unspendable(facts.spent.script):
            return Analysis(problem=Problem.UNSPENDABLE_OUTPUT, problem_input=index)
    inputs = [_input(finishing, index) for index in range(len(psbt.inputs))]
    analysis = Analysis(inputs, min((known.next for known in inputs), default=Role.EXTRACTOR))
    spent = [facts.spent for facts in finishing.facts if facts.spent is not None]
    if len(spent) < len(inputs):
        return analysis
    paid = sum(output.value for output in psbt.payments)
    if not is_money(paid) or not all(is_money(output.value) for output in psbt.payments):
        return Analysis(problem=Problem.OUTPUT_VALUE)
    analysis.fee = total - paid
    analysis.estimated_vsize = _estimate(finishing, inputs, spent)
    return analysis


def _input(finishing: Finishing, index: int) -> InputAnalysis:
    facts = finishing.facts[index]
    if facts.spent is None:
        return InputAnalysis(False, Role.UPDATER)
    if finishing.is_signed(index):
        return InputAnalysis(True, Role.EXTRACTOR, is_final=True)
    finished, made = finishing.finish(index)
    if finished:
        return InputAnalysis(True, Role.FINALIZER)
    made = made or Satisfaction()
    needs_more = made.missing_public_keys or made.missing_redeem_script or made.missing_witness_script
    signer = made.missing_signatures and not needs_more
    return InputAnalysis(True, Role.SIGNER if signer else Role.UPDATER, missing=made)


def _estimate(finishing: Finishing, inputs: list[InputAnalysis], spent: list[Output]) -> int | None:
    """Virtual bytes with dummy signatures where signatures are missing; None where an input cannot be guessed."""
    for facts, known, output in zip(finishing.facts, inputs, spent, strict=True):
        if known.is_final or known.next is Role.FINALIZER:
            # Core cannot check a finished taproot input here, and then wants to see its previous transaction.
            if solve(output.script).type is ScriptType.WITNESS_V1_TAPROOT and not facts.proven:
                return None
        elif facts.is_final or not _guess(facts, output):
            return None
    transaction = final_transaction(finishing.psbt, finishing.facts)
    weight = 3 * len(transaction.stripped) + len(transaction.raw)
    return (max(weight, sigop_cost(transaction, spent) * _BYTES_PER_SIGOP) + 3) // 4


def _guess(facts: Facts, spent: Output) -> bool:
    made = satisfy(facts, dummy=True)
    if not made.solved or not agrees_on_sighash(facts, spent) or not (facts.proven or made.uses_witness):
        return False
    facts.final_script_sig, facts.final_witness = made.script_sig, made.witness
    return True
