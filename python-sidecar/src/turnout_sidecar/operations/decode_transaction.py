"""turnout.script.v1.ScriptService/DecodeTransaction."""

from __future__ import annotations

from turnout.script.v1 import script_pb2

from turnout_sidecar.address.networks import network_of
from turnout_sidecar.operations.requested_transaction import read_transaction_field
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.script_messages import fill_transaction


def decode_transaction(body: bytes) -> bytes:
    """Everything that the bytes of a transaction say, as Core's decoderawtransaction."""
    request = parse(script_pb2.DecodeTransactionRequest, body)
    transaction = read_transaction_field(request.raw_transaction)
    response = script_pb2.DecodeTransactionResponse()
    fill_transaction(response.transaction, transaction, network_of(request.network))
    return response.SerializeToString()
