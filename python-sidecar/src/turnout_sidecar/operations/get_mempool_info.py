"""turnout.chain.v1.ChainService/GetMempoolInfo."""

from __future__ import annotations

from turnout.chain.v1 import mempool_pb2

from turnout_sidecar.node.answers import Fields
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.requests import parse

_I63 = (1 << 63) - 1


async def get_mempool_info(body: bytes, node: Node) -> bytes:
    """Size and fee limits of the node's mempool."""
    parse(mempool_pb2.GetMempoolInfoRequest, body)
    tip, (found,) = await node.ask_at_tip(Call("getmempoolinfo"))
    info = Fields.of(found, "getmempoolinfo")
    return mempool_pb2.GetMempoolInfoResponse(
        tip_hash=tip.hash,
        tip_height=tip.height,
        loaded=info.flag("loaded"),
        transaction_count=info.integer("size", high=_I63),
        vsize=info.integer("bytes", high=_I63),
        usage=info.integer("usage", high=_I63),
        max_mempool=info.integer("maxmempool", high=_I63),
        total_fee=info.amount("total_fee"),
        mempool_min_fee=info.amount("mempoolminfee"),
        min_relay_tx_fee=info.amount("minrelaytxfee"),
        incremental_relay_fee=info.amount("incrementalrelayfee"),
        unbroadcast_count=info.integer("unbroadcastcount", high=_I63),
    ).SerializeToString()
