"""What a proof of funds says (BIP322): a finalized PSBT of to_sign."""

from __future__ import annotations

from dataclasses import dataclass

from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.psbt.facts import facts_of
from turnout_sidecar.psbt.fields import read_output, read_utxo_transaction
from turnout_sidecar.psbt.finishing import final_transaction
from turnout_sidecar.psbt.model import Psbt
from turnout_sidecar.psbt.types import In
from turnout_sidecar.script.solver import ScriptType, solve

# The global record that BIP322 adds to PSBTs: the message, which must be the one that is verified.
_GENERIC_SIGNED_MESSAGE = b"\x09"
_NON_WITNESS_UTXO = bytes((In.NON_WITNESS_UTXO,))
_WITNESS_UTXO = bytes((In.WITNESS_UTXO,))
_WITNESS_KINDS = frozenset(
    {
        ScriptType.WITNESS_V0_KEYHASH,
        ScriptType.WITNESS_V0_SCRIPTHASH,
        ScriptType.WITNESS_V1_TAPROOT,
        ScriptType.ANCHOR,
        ScriptType.WITNESS_UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class ProofOfFunds:
    """`further` is what all inputs but the first spend; None where the PSBT is no whole proof.

    Of the first input's UTXO nothing is taken: that is the challenge, which the message and the address make.
    """

    to_sign: Transaction
    further: list[Output] | None


def read_proof(psbt: Psbt, message: str) -> ProofOfFunds:
    """The proof that a PSBT is. Raises LockTimeConflictError."""
    facts = [facts_of(psbt, index) for index in range(len(psbt.inputs))]
    if not all(known.is_final for known in facts):
        return ProofOfFunds(psbt.transaction, None)
    signed = final_transaction(psbt, facts)
    is_of_message = psbt.globals.get(_GENERIC_SIGNED_MESSAGE, message.encode()) == message.encode()
    return ProofOfFunds(signed, _further(psbt, signed) if is_of_message else None)


def _further(psbt: Psbt, signed: Transaction) -> list[Output] | None:
    # An input may leave out the transaction that an earlier one has.
    previous: dict[bytes, Transaction] = {}
    further = []
    for index, (records, spending) in enumerate(zip(psbt.inputs, signed.inputs, strict=True)):
        txid = spending.outpoint[:32]
        if _NON_WITNESS_UTXO in records and txid not in previous:
            previous[txid] = read_utxo_transaction(records[_NON_WITNESS_UTXO])
        if index:
            witness_utxo = records.get(_WITNESS_UTXO)
            claimed = None if witness_utxo is None else read_output(witness_utxo)
            place = int.from_bytes(spending.outpoint[32:], "little")
            spent = _spent(claimed, previous.get(txid), place, spending.script)
            if spent is None:
                return None
            further.append(spent)
    return further


def _spent(claimed: Output | None, previous: Transaction | None, place: int, script_sig: bytes) -> Output | None:
    """What an input spends; None where the PSBT does not say, contradicts itself, or says too little for its kind."""
    if previous is None:
        return claimed if claimed is not None and _is_witness(claimed.script, script_sig) else None
    if place >= len(previous.outputs):
        return None
    spent = previous.outputs[place]
    return spent if claimed in (None, spent) else None


def _is_witness(script: bytes, script_sig: bytes) -> bool:
    """Whether an output is spent by its witness, in P2SH too: a legacy one needs the whole transaction before it."""
    solution = solve(script)
    if solution.type is not ScriptType.SCRIPTHASH:
        return solution.type in _WITNESS_KINDS
    program = script_sig[1:]
    is_push = bool(script_sig) and script_sig[0] == len(program)
    return is_push and solve(program).type in _WITNESS_KINDS and hash160(program) == solution.data
