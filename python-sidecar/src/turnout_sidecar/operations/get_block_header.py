"""turnout.chain.v1.ChainService/GetBlockHeader."""

from __future__ import annotations

from turnout.chain.v1 import chain_pb2

from turnout_sidecar.node.answers import Fields
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.block_messages import fill_header
from turnout_sidecar.operations.chain_fields import block_field, block_result
from turnout_sidecar.operations.named_block import ask_for_block
from turnout_sidecar.operations.requests import parse


async def get_block_header(body: bytes, node: Node) -> bytes:
    """The header of a block by hash or height, and where it stands in the chain."""
    request = parse(chain_pb2.GetBlockHeaderRequest, body)
    block = block_field(request)
    tip, (header,) = await ask_for_block(node, block, lambda block_hash: [Call("getblockheader", (block_hash,))])
    response = chain_pb2.GetBlockHeaderResponse(tip_hash=tip.hash, tip_height=tip.height)
    fill_header(response.header, Fields.of(block_result(header), "getblockheader"))
    return response.SerializeToString()
