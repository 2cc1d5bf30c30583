"""turnout.script.v1.ScriptService/CombinePsbt."""

from __future__ import annotations

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.operations.psbt_requests import psbt_field
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.psbt.combining import combine
from turnout_sidecar.psbt.model import Psbt
from turnout_sidecar.refusal import Refusal, required

_MOST = 1000


def combine_psbt(body: bytes) -> bytes:
    """What several PSBTs of one transaction know together."""
    request = parse(psbt_pb2.CombinePsbtRequest, body)
    if not request.psbts:
        raise required("psbts", "one PSBT or more")
    if len(request.psbts) > _MOST:
        raise Refusal("LIMIT_EXCEEDED", "psbts", f"{len(request.psbts)} (expected: at most {_MOST})")
    psbts: list[Psbt] = []
    for index, data in enumerate(request.psbts):
        psbt = psbt_field(f"psbts[{index}]", data)
        if psbts and psbt.identity != psbts[0].identity:
            raise Refusal("PSBT_MISMATCH", f"psbts[{index}]", "of another transaction or version than the first")
        psbts.append(psbt)
    return psbt_pb2.CombinePsbtResponse(psbt=combine(psbts)).SerializeToString()
