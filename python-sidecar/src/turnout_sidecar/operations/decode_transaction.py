"""turnout.script.v1.ScriptService/DecodeTransaction."""

from __future__ import annotations

from turnout.script.v1 import script_pb2

from turnout_sidecar.address.networks import network_of
from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.script_messages import fill_transaction
from turnout_sidecar.refusal import Refusal, required
from turnout_sidecar.script.whole_transaction import read_whole


def decode_transaction(body: bytes) -> bytes:
    """Everything that the bytes of a transaction say, as Core's decoderawtransaction."""
    request = parse(script_pb2.DecodeTransactionRequest, body)
    if not request.raw_transaction:
        raise required("raw_transaction", "one whole serialized transaction")
    try:
        transaction = read_whole(request.raw_transaction)
    except MalformedError:
        size = len(request.raw_transaction)
        message = f"{size} bytes that are not one whole serialized transaction"
        raise Refusal("TRANSACTION_MALFORMED", "raw_transaction", message) from None
    response = script_pb2.DecodeTransactionResponse()
    fill_transaction(response.transaction, transaction, network_of(request.network))
    return response.SerializeToString()
