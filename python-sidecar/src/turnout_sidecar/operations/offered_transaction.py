"""The parts of a request that offers a transaction to the node."""

from __future__ import annotations

from turnout.chain.v1 import broadcast_pb2

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.codec.transaction import Transaction
from turnout_sidecar.refusal import Refusal, required
from turnout_sidecar.script.whole_transaction import read_whole

_SATOSHIS = 100_000_000
_MAX_MONEY = 21_000_000 * _SATOSHIS
# Core's default limit, satoshis per 1,000 vbytes; one bitcoin and more it takes for a mistake.
_DEFAULT_RATE = 10_000_000

Offer = broadcast_pb2.TestTransactionRequest | broadcast_pb2.BroadcastTransactionRequest


def transaction_field(raw: bytes) -> Transaction:
    """raw_transaction, read."""
    if not raw:
        raise required("raw_transaction", "one whole serialized transaction")
    try:
        return read_whole(raw)
    except MalformedError:
        raise malformed(raw) from None


def malformed(raw: bytes) -> Refusal:
    """What is no transaction, to us or to the node."""
    message = f"{len(raw)} bytes that are not one whole serialized transaction"
    return Refusal("TRANSACTION_MALFORMED", "raw_transaction", message)


def max_fee_rate_field(request: Offer) -> str:
    """The limit as Core takes it, bitcoins per 1,000 vbytes."""
    rate = request.max_fee_rate if request.HasField("max_fee_rate") else _DEFAULT_RATE
    if not 0 <= rate < _SATOSHIS:
        message = f"{rate} satoshis per 1,000 vbytes (expected: 0 to {_SATOSHIS - 1})"
        raise Refusal("FEE_RATE_INVALID", "max_fee_rate", message)
    return _bitcoins(rate)


def max_burn_amount_field(amount: int) -> str:
    """The limit in bitcoins."""
    if not 0 <= amount <= _MAX_MONEY:
        raise Refusal("AMOUNT_INVALID", "max_burn_amount", f"{amount} satoshis (expected: 0 to {_MAX_MONEY})")
    return _bitcoins(amount)


def _bitcoins(satoshis: int) -> str:
    return f"{satoshis // _SATOSHIS}.{satoshis % _SATOSHIS:08d}"
