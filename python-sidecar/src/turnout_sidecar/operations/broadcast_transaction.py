"""turnout.chain.v1.ChainService/BroadcastTransaction."""

from __future__ import annotations

from typing import Any

from turnout.chain.v1 import broadcast_pb2

from turnout_sidecar.node.answers import RpcError, invalid
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.offered_transaction import (
    malformed,
    max_burn_amount_field,
    max_fee_rate_field,
    transaction_field,
)
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal

# RPC_VERIFY_ERROR, RPC_VERIFY_REJECTED; RPC_VERIFY_ALREADY_IN_UTXO_SET; RPC_DESERIALIZATION_ERROR.
_REFUSED, _ALREADY_THERE, _DESERIALIZATION = (-25, -26), -27, -22


async def broadcast_transaction(body: bytes, node: Node) -> bytes:
    """Gives a transaction to the node; one that it has already is success. May be asked any number of times."""
    request = parse(broadcast_pb2.BroadcastTransactionRequest, body)
    transaction = transaction_field(request.raw_transaction)
    parameters = [transaction.raw.hex(), max_fee_rate_field(request)]
    # Nodes before 25 know no third parameter.
    if request.HasField("max_burn_amount"):
        parameters.append(max_burn_amount_field(request.max_burn_amount))
    tip, (found,) = await node.ask_at_tip(Call("sendrawtransaction", tuple(parameters)))
    _check_taken(found, request.raw_transaction)
    return broadcast_pb2.BroadcastTransactionResponse(
        tip_hash=tip.hash, tip_height=tip.height, txid=transaction.txid[::-1].hex()
    ).SerializeToString()


def _check_taken(found: Any, raw: bytes) -> None:
    if not isinstance(found, RpcError) or found.code == _ALREADY_THERE:
        return
    if found.code == _DESERIALIZATION:
        raise malformed(raw)
    if found.code in _REFUSED:
        raise Refusal("TRANSACTION_REFUSED", "", f"the node's rules refuse it: {found.message}")
    raise invalid("sendrawtransaction")
