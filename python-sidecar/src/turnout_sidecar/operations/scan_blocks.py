"""turnout.chain.v1.ChainService/ScanBlocks."""

from __future__ import annotations

from collections.abc import AsyncIterator

from turnout.chain.v1 import chain_pb2

from turnout_sidecar.node.answers import Fields
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.block_messages import block_calls, block_message
from turnout_sidecar.operations.chain_fields import block_hash_result, block_result, hash_at, verbosity_field
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal

_NOT_IN_CHAIN = -1


async def scan_blocks(body: bytes, node: Node) -> AsyncIterator[bytes]:
    """Every block from one height to another or to the tip, then the tip.

    The next block is asked for when the last one was taken. Blocks are followed by their next hash; where that leads
    out of the chain, what was sent decides: it still stands and the scan goes on from there, or it ends.
    """
    request = parse(chain_pb2.ScanBlocksRequest, body)
    first, last = request.from_height, request.to_height
    if first > last:
        raise Refusal("HEIGHT_RANGE_INVALID", "from_height", f"{first} is above to_height, {last}")
    verbosity = verbosity_field(request.verbosity)
    sent: chain_pb2.BlockHeader | None = None
    (found,) = await node.ask(hash_at(first))
    next_hash = block_hash_result(found)
    while True:
        while next_hash and (sent is None or sent.height < last):
            block = block_message(await node.ask(*block_calls(next_hash, verbosity)), verbosity, node.network)
            if block.header.confirmations == _NOT_IN_CHAIN:
                next_hash = await _next_hash(node, first, sent)
                continue
            sent = block.header
            next_hash = block.header.next_block_hash
            yield chain_pb2.ScanBlocksResponse(block=block).SerializeToString()
        assert sent is not None  # a first block is sent or refused
        tip, (answer,) = await node.ask_at_tip(Call("getblockheader", (sent.block_hash,)))
        header = Fields.of(block_result(answer), "getblockheader")
        if header.integer("confirmations", -1) == _NOT_IN_CHAIN:
            raise await _reorganised(node, first, header)
        if sent.height == last or not header.has("nextblockhash"):
            end = chain_pb2.ScanEnd(tip_hash=tip.hash, tip_height=tip.height)
            yield chain_pb2.ScanBlocksResponse(end=end).SerializeToString()
            return
        next_hash = header.text("nextblockhash")


async def _next_hash(node: Node, first: int, sent: chain_pb2.BlockHeader | None) -> str:
    """Where the scan goes on after a block that left the chain before it was sent; empty behind the tip."""
    if sent is None:
        (found,) = await node.ask(hash_at(first))
        return block_hash_result(found)
    header = await _header(node, sent.block_hash)
    if header.integer("confirmations", -1) == _NOT_IN_CHAIN:
        raise await _reorganised(node, first, header)
    return header.text("nextblockhash") if header.has("nextblockhash") else ""


async def _reorganised(node: Node, first: int, header: Fields) -> Refusal:
    """Walks back from a block that left the chain to the highest one of the scan that stands; below it is first - 1."""
    while header.integer("confirmations", -1) == _NOT_IN_CHAIN and header.integer("height") >= first:
        header = await _header(node, header.text("previousblockhash"))
    fork_height = max(header.integer("height"), first - 1)
    return Refusal(
        "CHAIN_REORGANISED", "", f"a block of this scan is no longer in the chain; fork height {fork_height}"
    )


async def _header(node: Node, block_hash: str) -> Fields:
    (header,) = await node.ask(Call("getblockheader", (block_hash,)))
    return Fields.of(block_result(header), "getblockheader")
