"""turnout.chain.v1.ChainService/GetTxOut."""

from __future__ import annotations

from turnout.chain.v1 import output_pb2

from turnout_sidecar.node.answers import Fields, RpcError, invalid
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.chain_fields import hash_field
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.script_messages import fill_script_pub_key
from turnout_sidecar.refusal import Refusal

# Core takes no larger index; no transaction has that many outputs.
_LAST_INDEX = (1 << 31) - 1


async def get_tx_out(body: bytes, node: Node) -> bytes:
    """An unspent output, with or without what the mempool makes and spends."""
    request = parse(output_pb2.GetTxOutRequest, body)
    txid = hash_field("txid", request.txid, "TXID_INVALID")
    include_mempool = request.include_mempool if request.HasField("include_mempool") else True
    tip, (found,) = await node.ask_at_tip(Call("gettxout", (txid, min(request.vout, _LAST_INDEX), include_mempool)))
    if found is None:
        raise Refusal("OUTPUT_NOT_FOUND", "", "the output is spent, or was never there")
    if isinstance(found, RpcError):
        raise invalid("gettxout")
    output = Fields.of(found, "gettxout")
    response = output_pb2.GetTxOutResponse(
        tip_hash=tip.hash,
        tip_height=tip.height,
        value=output.amount("value"),
        confirmations=output.integer("confirmations"),
        coinbase=output.flag("coinbase"),
    )
    script = Fields.of(output.values.get("scriptPubKey"), "scriptPubKey").hexadecimal("hex")
    fill_script_pub_key(response.script_pub_key, script, node.network)
    return response.SerializeToString()
