"""What a transaction and its prevouts tell without running a script."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from turnout_sidecar.codec.transaction import Output, Transaction

MAX_MONEY = 2_100_000_000_000_000
MAX_WEIGHT = 4_000_000

_NULL_OUTPOINT = bytes(32) + b"\xff\xff\xff\xff"


class TransactionError(IntEnum):
    """The contract's numbers, in the order in which the rules are asked."""

    NONE = 0
    BAD_TXNS_VIN_EMPTY = 1
    BAD_TXNS_VOUT_EMPTY = 2
    BAD_TXNS_OVERSIZE = 3
    BAD_TXNS_VOUT_NEGATIVE = 4
    BAD_TXNS_VOUT_TOOLARGE = 5
    BAD_TXNS_TXOUTTOTAL_TOOLARGE = 6
    BAD_TXNS_INPUTS_DUPLICATE = 7
    BAD_CB_LENGTH = 8
    BAD_TXNS_PREVOUT_NULL = 9
    BAD_TXNS_INPUTVALUES_OUTOFRANGE = 10
    BAD_TXNS_IN_BELOWOUT = 11
    SCRIPT_VERIFY_FLAG_FAILED = 12


def check_transaction(transaction: Transaction) -> TransactionError:
    """Core's CheckTransaction: the transaction alone."""
    if not transaction.inputs:
        return TransactionError.BAD_TXNS_VIN_EMPTY
    if not transaction.outputs:
        return TransactionError.BAD_TXNS_VOUT_EMPTY
    if 4 * len(transaction.stripped) > MAX_WEIGHT:
        return TransactionError.BAD_TXNS_OVERSIZE
    return _check_outputs(transaction.outputs) or _check_inputs(transaction)


def check_amounts(transaction: Transaction, prevouts: Sequence[Output]) -> TransactionError:
    """Core's CheckTxInputs: whether what is spent is money and pays for the outputs."""
    total = 0
    for value, _ in prevouts:
        total += value
        if not 0 <= value <= MAX_MONEY or total > MAX_MONEY:
            return TransactionError.BAD_TXNS_INPUTVALUES_OUTOFRANGE
    if total < sum(output.value for output in transaction.outputs):
        return TransactionError.BAD_TXNS_IN_BELOWOUT
    return TransactionError.NONE


def _check_outputs(outputs: Sequence[Output]) -> TransactionError:
    total = 0
    for value, _ in outputs:
        if value < 0:
            return TransactionError.BAD_TXNS_VOUT_NEGATIVE
        if value > MAX_MONEY:
            return TransactionError.BAD_TXNS_VOUT_TOOLARGE
        total += value
        if total > MAX_MONEY:
            return TransactionError.BAD_TXNS_TXOUTTOTAL_TOOLARGE
    return TransactionError.NONE


def _check_inputs(transaction: Transaction) -> TransactionError:
    outpoints = {spent.outpoint for spent in transaction.inputs}
    if len(outpoints) != len(transaction.inputs):
        return TransactionError.BAD_TXNS_INPUTS_DUPLICATE
    if transaction.is_coinbase:
        fits = 2 <= len(transaction.inputs[0].script) <= 100
        return TransactionError.NONE if fits else TransactionError.BAD_CB_LENGTH
    return TransactionError.BAD_TXNS_PREVOUT_NULL if _NULL_OUTPOINT in outpoints else TransactionError.NONE
