"""turnout.chain.v1.ChainService/GetTransaction."""

from __future__ import annotations

from typing import Any

from turnout.chain.v1 import chain_pb2

from turnout_sidecar.node.answers import Fields, RpcError, invalid
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.block_messages import fill_with_prevouts
from turnout_sidecar.operations.chain_fields import block_result, hash_field, is_not_found
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal


async def get_transaction(body: bytes, node: Node) -> bytes:
    """A transaction of the mempool, the index or one block, with what the node knows around it."""
    request = parse(chain_pb2.GetTransactionRequest, body)
    txid = hash_field("txid", request.txid, "TXID_INVALID")
    calls = [Call("getrawtransaction", (txid, 2))]
    if request.block_hash:
        block_hash = hash_field("block_hash", request.block_hash, "BLOCK_HASH_INVALID")
        calls = [Call("getblockheader", (block_hash,)), Call("getrawtransaction", (txid, 2, block_hash))]
    tip, results = await node.ask_at_tip(*calls)
    block_time = 0
    if request.block_hash:
        header = Fields.of(block_result(results[0]), "getblockheader")
        block_time = header.integer("time")
    transaction = Fields.of(_found(results[-1]), "getrawtransaction")
    response = chain_pb2.GetTransactionResponse(tip_hash=tip.hash, tip_height=tip.height)
    fill_with_prevouts(response.transaction, transaction, node.network)
    if transaction.has("blockhash"):
        response.block_hash = transaction.text("blockhash")
        response.confirmations = transaction.integer("confirmations", -1, (1 << 31) - 1)
        # The node leaves the time out for a block that is not in its chain.
        response.time = transaction.integer("time") if transaction.has("time") else block_time
    if transaction.has("fee"):
        response.fee = transaction.amount("fee")
    return response.SerializeToString()


def _found(result: Any) -> Any:
    if is_not_found(result):
        raise Refusal("TRANSACTION_NOT_FOUND", "", "neither mempool nor index nor the named block has the transaction")
    if isinstance(result, RpcError):
        block_result(result)
        raise invalid("getrawtransaction")
    return result
