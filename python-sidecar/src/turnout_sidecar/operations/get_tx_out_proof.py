"""turnout.chain.v1.ChainService/GetTxOutProof."""

from __future__ import annotations

from collections.abc import Sequence

from turnout.chain.v1 import proof_pb2

from turnout_sidecar.node.answers import Fields, RpcError
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.chain_fields import block_result, hash_field, is_not_found
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required

_MOST_TXIDS = 1_000


async def get_tx_out_proof(body: bytes, node: Node) -> bytes:
    """A merkle block of the node that proves the named transactions."""
    request = parse(proof_pb2.GetTxOutProofRequest, body)
    txids = _txids(request.txids)
    calls = [Call("gettxoutproof", (txids,))]
    if request.block_hash:
        block_hash = hash_field("block_hash", request.block_hash, "BLOCK_HASH_INVALID")
        # The node says "not found" for a block and for a transaction alike; the header tells which it is.
        calls = [Call("getblockheader", (block_hash,)), Call("gettxoutproof", (txids, block_hash))]
    tip, results = await node.ask_at_tip(*calls)
    if request.block_hash:
        block_result(results[0])
    proof = results[-1]
    if is_not_found(proof):
        raise Refusal("TRANSACTION_NOT_FOUND", "", "no block with all of the named transactions is found")
    if isinstance(proof, RpcError):
        block_result(proof)
    return proof_pb2.GetTxOutProofResponse(
        tip_hash=tip.hash, tip_height=tip.height, proof=Fields({"proof": proof}).hexadecimal("proof")
    ).SerializeToString()


def _txids(texts: Sequence[str]) -> list[str]:
    if not texts:
        raise required("txids", f"1 to {_MOST_TXIDS} txids")
    if len(texts) > _MOST_TXIDS:
        raise Refusal("LIMIT_EXCEEDED", "txids", f"{len(texts)} txids (expected: at most {_MOST_TXIDS})")
    txids: dict[str, None] = {}
    for index, text in enumerate(texts):
        txid = hash_field(f"txids[{index}]", text, "TXID_INVALID")
        if txid in txids:
            raise Refusal("TXID_REPEATED", f"txids[{index}]", f"{txid} a second time (expected: each once)")
        txids[txid] = None
    return list(txids)
