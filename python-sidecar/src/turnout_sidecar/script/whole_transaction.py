"""Which of two readings of a transaction's bytes is meant."""

from __future__ import annotations

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.codec.transaction import Transaction, read_transaction
from turnout_sidecar.script.operations import MAX_SCRIPT_SIZE, has_valid_operations


def read_whole(raw: bytes) -> Transaction:
    """The reading that takes all bytes, with a witness record or without.

    Where both do, the one whose scripts all parse wins, then the one with witness data. Raises MalformedError where
    neither does. Source: Core's DecodeTx.
    """
    extended = _reading(raw, extended=True)
    if extended is not None and _is_sane(extended):
        return extended
    legacy = _reading(raw, extended=False)
    if legacy is not None and (extended is None or _is_sane(legacy)):
        return legacy
    if extended is None:
        raise MalformedError("not one whole serialized transaction")
    return extended


def _reading(raw: bytes, *, extended: bool) -> Transaction | None:
    try:
        transaction, end = read_transaction(raw, extended=extended)
    except MalformedError:
        return None
    return transaction if end == len(raw) else None


def _is_sane(transaction: Transaction) -> bool:
    """Core's CheckTxScriptsSanity."""
    scripts = [output.script for output in transaction.outputs]
    if not transaction.is_coinbase:
        scripts += [spent.script for spent in transaction.inputs]
    return all(len(script) <= MAX_SCRIPT_SIZE and has_valid_operations(script) for script in scripts)
