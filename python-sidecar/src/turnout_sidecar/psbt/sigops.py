"""How many signature operations a transaction costs. Source: Core's GetTransactionSigOpCost."""

from __future__ import annotations

from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.script.opcodes import CHECKMULTISIG, CHECKSIG, ONE, SIXTEEN
from turnout_sidecar.script.operations import TRUNCATED, is_push_only, operations
from turnout_sidecar.script.solver import ScriptType, solve

_CHECKSIGVERIFY, _CHECKMULTISIGVERIFY = 0xAD, 0xAF
_MOST_KEYS = 20
_SCALE = 4


def sigop_cost(transaction: Transaction, prevouts: list[Output]) -> int:
    """With P2SH and witnesses counted; `prevouts` as the inputs spend them."""
    scripts = [spent.script for spent in transaction.inputs] + [output.script for output in transaction.outputs]
    cost = _SCALE * sum(_count(script, accurate=False) for script in scripts)
    for index, prevout in enumerate(prevouts):
        script_sig = transaction.inputs[index].script
        witness = transaction.witnesses[index] if transaction.witnesses else []
        cost += _input_cost(prevout.script, script_sig, witness)
    return cost


def _input_cost(script: bytes, script_sig: bytes, witness: list[bytes]) -> int:
    solution = solve(script)
    cost = 0
    if solution.type is ScriptType.SCRIPTHASH:
        redeem = _last_push(script_sig)
        cost += _SCALE * _count(redeem, accurate=True)
        solution = solve(redeem) if is_push_only(script_sig) else solution
    if solution.type is ScriptType.WITNESS_V0_KEYHASH:
        return cost + 1
    if solution.type is ScriptType.WITNESS_V0_SCRIPTHASH and witness:
        return cost + _count(witness[-1], accurate=True)
    return cost


def _last_push(script_sig: bytes) -> bytes:
    """What the last operation pushes; empty where the script does more than push."""
    last = b""
    for opcode, data, _ in operations(script_sig):
        if opcode == TRUNCATED or opcode > SIXTEEN:
            return b""
        last = data
    return last


def _count(script: bytes, *, accurate: bool) -> int:
    count = 0
    previous = 0xFF
    for opcode, _, _ in operations(script):
        if opcode == TRUNCATED:
            break
        if opcode in (CHECKSIG, _CHECKSIGVERIFY):
            count += 1
        elif opcode in (CHECKMULTISIG, _CHECKMULTISIGVERIFY):
            count += previous - ONE + 1 if accurate and ONE <= previous <= SIXTEEN else _MOST_KEYS
        previous = opcode
    return count
