"""turnout.script.v1.ScriptService/AnalyzePsbt."""

from __future__ import annotations

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.operations.psbt_requests import psbt_field, workable_psbt
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.psbt.analysing import Analysis, InputAnalysis, Problem, analyse
from turnout_sidecar.psbt.model import LockTimeConflictError


def analyze_psbt(body: bytes) -> bytes:
    """What each input lacks and who is next, as Core's analyzepsbt."""
    request = parse(psbt_pb2.AnalyzePsbtRequest, body)
    psbt = psbt_field("psbt", request.psbt)
    try:
        psbt.lock_time  # noqa: B018 (asked before anything else, for its conflict)
    except LockTimeConflictError:
        return _message(Analysis(problem=Problem.LOCK_TIME)).SerializeToString()
    return _message(analyse(workable_psbt("psbt", request.psbt))).SerializeToString()


def _message(analysis: Analysis) -> psbt_pb2.AnalyzePsbtResponse:
    response = psbt_pb2.AnalyzePsbtResponse(
        next=int(analysis.next),  # type: ignore[arg-type]
        problem=int(analysis.problem),  # type: ignore[arg-type]
        fee=analysis.fee,
        estimated_vsize=analysis.estimated_vsize,
        estimated_fee_rate=analysis.estimated_fee_rate,
        inputs=[_input(known) for known in analysis.inputs],
    )
    if analysis.problem_input >= 0:
        response.problem_input = analysis.problem_input
    return response


def _input(known: InputAnalysis) -> psbt_pb2.PsbtInputAnalysis:
    return psbt_pb2.PsbtInputAnalysis(
        has_utxo=known.has_utxo,
        is_final=known.is_final,
        next=int(known.next),  # type: ignore[arg-type]
        missing_public_keys=known.missing.missing_public_keys,
        missing_signatures=known.missing.missing_signatures,
        missing_redeem_script=known.missing.missing_redeem_script,
        missing_witness_script=known.missing.missing_witness_script,
    )
