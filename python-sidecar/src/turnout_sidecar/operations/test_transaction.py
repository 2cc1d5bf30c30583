"""turnout.chain.v1.ChainService/TestTransaction."""

from __future__ import annotations

from turnout.chain.v1 import broadcast_pb2

from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.node.answers import Fields, RpcError, invalid
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.offered_transaction import malformed, max_fee_rate_field, transaction_field
from turnout_sidecar.operations.reject_reasons import reject_reason
from turnout_sidecar.operations.requests import parse

_DESERIALIZATION = -22


async def test_transaction(body: bytes, node: Node) -> bytes:
    """What the node's mempool would say to a transaction."""
    request = parse(broadcast_pb2.TestTransactionRequest, body)
    transaction = transaction_field(request.raw_transaction)
    limit = max_fee_rate_field(request)
    tip, (found,) = await node.ask_at_tip(Call("testmempoolaccept", ([transaction.raw.hex()], limit)))
    if isinstance(found, RpcError) and found.code == _DESERIALIZATION:
        raise malformed(request.raw_transaction)
    if not isinstance(found, list) or len(found) != 1:
        raise invalid("testmempoolaccept")
    response = broadcast_pb2.TestTransactionResponse(
        tip_hash=tip.hash,
        tip_height=tip.height,
        txid=transaction.txid[::-1].hex(),
        wtxid=hash256(transaction.raw)[::-1].hex(),
    )
    _fill_verdict(response, Fields.of(found[0], "testmempoolaccept"))
    return response.SerializeToString()


def _fill_verdict(response: broadcast_pb2.TestTransactionResponse, verdict: Fields) -> None:
    response.allowed = verdict.flag("allowed")
    if not response.allowed:
        response.reject_text = verdict.text("reject-reason")
        response.reject_reason = reject_reason(response.reject_text)
        if verdict.has("reject-details"):
            response.reject_details = verdict.text("reject-details")
        return
    fees = Fields.of(verdict.values.get("fees"), "fees")
    response.vsize = verdict.integer("vsize")
    response.base_fee = fees.amount("base")
    # Nodes before 25 say neither.
    if fees.has("effective-feerate"):
        response.effective_fee_rate = fees.amount("effective-feerate")
    if fees.has("effective-includes"):
        response.effective_includes.extend(str(wtxid) for wtxid in fees.array("effective-includes"))
