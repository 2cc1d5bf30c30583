"""turnout.chain.v1.ChainService/GetBlockHash."""

from __future__ import annotations

from turnout.chain.v1 import chain_pb2

from turnout_sidecar.node.node import Node
from turnout_sidecar.operations.chain_fields import block_hash_result, hash_at
from turnout_sidecar.operations.requests import parse


async def get_block_hash(body: bytes, node: Node) -> bytes:
    """The hash of the block at a height of the node's chain."""
    request = parse(chain_pb2.GetBlockHashRequest, body)
    tip, (found,) = await node.ask_at_tip(hash_at(request.height))
    return chain_pb2.GetBlockHashResponse(
        tip_hash=tip.hash, tip_height=tip.height, block_hash=block_hash_result(found)
    ).SerializeToString()
