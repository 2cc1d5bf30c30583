"""turnout.chain.v1.ChainService/GetBlock."""

from __future__ import annotations

from turnout.chain.v1 import chain_pb2

from turnout_sidecar.node.node import Node
from turnout_sidecar.operations.block_messages import block_calls, block_message
from turnout_sidecar.operations.chain_fields import block_field, verbosity_field
from turnout_sidecar.operations.named_block import ask_for_block
from turnout_sidecar.operations.requests import parse


async def get_block(body: bytes, node: Node) -> bytes:
    """A block by hash or height: its txids, its transactions with prevouts, or its bytes."""
    request = parse(chain_pb2.GetBlockRequest, body)
    block = block_field(request)
    verbosity = verbosity_field(request.verbosity)
    tip, results = await ask_for_block(node, block, lambda block_hash: block_calls(block_hash, verbosity))
    return chain_pb2.GetBlockResponse(
        tip_hash=tip.hash,
        tip_height=tip.height,
        block=block_message(results, verbosity, node.network),
    ).SerializeToString()
