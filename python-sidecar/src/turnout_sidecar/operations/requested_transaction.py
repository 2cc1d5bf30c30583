"""Reading a request's transaction, what its inputs spend, and the rules asked for."""

from __future__ import annotations

from collections.abc import Sequence

from turnout.script.v1 import spent_output_pb2

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.refusal import Refusal, required
from turnout_sidecar.script.whole_transaction import read_whole
from turnout_sidecar.transaction.rules import MAX_WEIGHT


def read_transaction_field(raw: bytes) -> Transaction:
    """One whole transaction, or a refusal at raw_transaction."""
    if not raw:
        raise required("raw_transaction", "one whole serialized transaction")
    try:
        return read_whole(raw)
    except MalformedError:
        message = f"{len(raw)} bytes that are not one whole serialized transaction"
        raise Refusal("TRANSACTION_MALFORMED", "raw_transaction", message) from None


def read_within_weight(raw: bytes) -> Transaction:
    """One that fits a block."""
    transaction = read_transaction_field(raw)
    weight = 3 * len(transaction.stripped) + len(raw)
    if weight > MAX_WEIGHT:
        raise too_much(f"a weight of {weight} (limit: {MAX_WEIGHT})")
    return transaction


def too_much(what: str) -> Refusal:
    """More than the contract lets a transaction be or cost."""
    return Refusal("LIMIT_EXCEEDED", "raw_transaction", what)


def read_prevouts(field: str, prevouts: Sequence[spent_output_pb2.SpentOutput], expected: int) -> list[Output]:
    """As many as expected."""
    if len(prevouts) != expected:
        raise Refusal("PREVOUTS_MISMATCH", field, f"{len(prevouts)} prevouts (expected: {expected})")
    return [Output(prevout.value, prevout.script_pub_key) for prevout in prevouts]


def check_input_index(index: int, transaction: Transaction) -> None:
    """Of an input that is there."""
    if index >= len(transaction.inputs):
        raise Refusal("INPUT_INDEX_INVALID", "input_index", f"{index} of {len(transaction.inputs)} inputs")
