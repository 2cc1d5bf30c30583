"""turnout.chain.v1.ChainService/GetMempoolEntry."""

from __future__ import annotations

from turnout.chain.v1 import mempool_pb2

from turnout_sidecar.node.answers import Fields, invalid
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.chain_fields import hash_field, is_not_found
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal

_I63 = (1 << 63) - 1


async def get_mempool_entry(body: bytes, node: Node) -> bytes:
    """One unconfirmed transaction: sizes, fees, and what it hangs together with."""
    request = parse(mempool_pb2.GetMempoolEntryRequest, body)
    txid = hash_field("txid", request.txid, "TXID_INVALID")
    tip, (found,) = await node.ask_at_tip(Call("getmempoolentry", (txid,)))
    if is_not_found(found):
        raise Refusal("TRANSACTION_NOT_FOUND", "", "the mempool has no such transaction")
    response = mempool_pb2.GetMempoolEntryResponse(tip_hash=tip.hash, tip_height=tip.height)
    response.entry.CopyFrom(_entry(Fields.of(found, "getmempoolentry")))
    return response.SerializeToString()


def _entry(entry: Fields) -> mempool_pb2.MempoolEntry:
    fees = Fields.of(entry.values.get("fees"), "fees")
    return mempool_pb2.MempoolEntry(
        wtxid=entry.text("wtxid"),
        vsize=entry.integer("vsize"),
        weight=entry.integer("weight"),
        time=entry.integer("time", high=_I63),
        height=entry.integer("height"),
        descendant_count=entry.integer("descendantcount"),
        descendant_size=entry.integer("descendantsize"),
        ancestor_count=entry.integer("ancestorcount"),
        ancestor_size=entry.integer("ancestorsize"),
        base_fee=fees.amount("base"),
        modified_fee=fees.amount("modified"),
        ancestor_fee=fees.amount("ancestor"),
        descendant_fee=fees.amount("descendant"),
        depends=_txids(entry, "depends"),
        spent_by=_txids(entry, "spentby"),
        unbroadcast=entry.flag("unbroadcast"),
    )


def _txids(entry: Fields, name: str) -> list[str]:
    txids = entry.array(name)
    if not all(isinstance(txid, str) for txid in txids):
        raise invalid(name)
    return sorted(txids)
