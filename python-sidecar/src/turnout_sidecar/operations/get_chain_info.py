"""turnout.chain.v1.ChainService/GetChainInfo."""

from __future__ import annotations

from turnout.chain.v1 import chain_pb2

from turnout_sidecar.address.networks import BY_CHAIN
from turnout_sidecar.node.answers import Fields, invalid
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.block_messages import chain_work, compact_bits, target_of
from turnout_sidecar.operations.chain_fields import block_result
from turnout_sidecar.operations.requests import parse


async def get_chain_info(body: bytes, node: Node) -> bytes:
    """Where the node's chain stands; one answer of getblockchaininfo is of one moment, so it needs no second look."""
    parse(chain_pb2.GetChainInfoRequest, body)
    (result,) = await node.ask(Call("getblockchaininfo"))
    info = Fields.of(result, "getblockchaininfo")
    network = BY_CHAIN.get(info.text("chain"))
    if network is None:
        raise invalid("chain")
    tip_hash = info.text("bestblockhash")
    bits = compact_bits(info if info.has("bits") else await _header(tip_hash, node))
    return chain_pb2.GetChainInfoResponse(
        tip_hash=tip_hash,
        tip_height=info.integer("blocks"),
        network=network.number,  # type: ignore[arg-type]
        headers=info.integer("headers"),
        bits=bits,
        target=target_of(bits),
        time=info.integer("time"),
        median_time=info.integer("mediantime"),
        initial_block_download=info.flag("initialblockdownload"),
        chain_work=chain_work(info),
        pruned=info.flag("pruned"),
    ).SerializeToString()


async def _header(block_hash: str, node: Node) -> Fields:
    """Nodes before 29 do not give the tip's target themselves."""
    (header,) = await node.ask(Call("getblockheader", (block_hash,)))
    return Fields.of(block_result(header), "getblockheader")
