"""turnout.script.v1.ScriptService/FinalizePsbt."""

from __future__ import annotations

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.operations.psbt_requests import workable_psbt
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.psbt.finishing import Finishing, final_records, final_transaction
from turnout_sidecar.psbt.reading import write_psbt


def finalize_psbt(body: bytes) -> bytes:
    """Final scripts for every input that has what it needs, as Core's finalizepsbt."""
    request = parse(psbt_pb2.FinalizePsbtRequest, body)
    psbt = workable_psbt("psbt", request.psbt)
    finishing = Finishing(psbt)
    inputs = []
    response = psbt_pb2.FinalizePsbtResponse()
    for index, records in enumerate(psbt.inputs):
        facts = finishing.facts[index]
        was_final = facts.is_final
        finished, made = finishing.finish(index)
        if not finished or (was_final and not finishing.is_signed(index)):
            response.unfinished_inputs.append(index)
        inputs.append(final_records(records, facts, made.uses_witness) if finished and made else records)
    response.psbt = write_psbt(psbt.globals, inputs, psbt.outputs)
    response.complete = not response.unfinished_inputs
    if response.complete and request.extract:
        response.raw_transaction = final_transaction(psbt, finishing.facts).raw
    return response.SerializeToString()
