"""turnout.chain.v1.ChainService/EstimateFee."""

from __future__ import annotations

from turnout.chain.v1 import fee_pb2

from turnout_sidecar.node.answers import Fields, invalid
from turnout_sidecar.node.node import Node
from turnout_sidecar.node.rpc import Call
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required, unknown_value

_MOST_BLOCKS = 1008
_MODES = {
    fee_pb2.ESTIMATE_MODE_UNSPECIFIED: "economical",
    fee_pb2.ESTIMATE_MODE_ECONOMICAL: "economical",
    fee_pb2.ESTIMATE_MODE_CONSERVATIVE: "conservative",
}


async def estimate_fee(body: bytes, node: Node) -> bytes:
    """The node's estimate for a confirmation target; to have none is an answer."""
    request = parse(fee_pb2.EstimateFeeRequest, body)
    if not request.conf_target:
        raise required("conf_target", f"1 to {_MOST_BLOCKS} blocks")
    if request.conf_target > _MOST_BLOCKS:
        message = f"{request.conf_target} blocks (expected: 1 to {_MOST_BLOCKS})"
        raise Refusal("CONFIRMATION_TARGET_INVALID", "conf_target", message)
    mode = _MODES.get(request.estimate_mode)
    if mode is None:
        raise unknown_value("estimate_mode", request.estimate_mode, "turnout.chain.v1.EstimateMode")
    tip, (found,) = await node.ask_at_tip(Call("estimatesmartfee", (request.conf_target, mode)))
    estimate = Fields.of(found, "estimatesmartfee")
    response = fee_pb2.EstimateFeeResponse(
        tip_hash=tip.hash, tip_height=tip.height, blocks=estimate.integer("blocks"), errors=_errors(estimate)
    )
    if estimate.has("feerate"):
        response.fee_rate = estimate.amount("feerate")
    return response.SerializeToString()


def _errors(estimate: Fields) -> list[str]:
    errors = estimate.array("errors") if estimate.has("errors") else []
    if not all(isinstance(text, str) for text in errors):
        raise invalid("errors")
    return errors
