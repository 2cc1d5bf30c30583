"""turnout.script.v1.ScriptService/ExtractTransaction."""

from __future__ import annotations

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.operations.psbt_requests import lock_time_conflict, psbt_field
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.psbt.facts import facts_of
from turnout_sidecar.psbt.finishing import final_transaction
from turnout_sidecar.psbt.model import LockTimeConflictError
from turnout_sidecar.refusal import Refusal


def extract_transaction(body: bytes) -> bytes:
    """The transaction of a PSBT whose inputs are all final; its scripts are not checked."""
    request = parse(psbt_pb2.ExtractTransactionRequest, body)
    psbt = psbt_field("psbt", request.psbt)
    facts = [facts_of(psbt, index) for index in range(len(psbt.inputs))]
    try:
        transaction = final_transaction(psbt, facts)
    except LockTimeConflictError:
        raise lock_time_conflict("psbt") from None
    for index, known in enumerate(facts):
        if not known.is_final:
            raise Refusal("PSBT_NOT_FINAL", "psbt", f"input {index} has no final scriptSig or witness")
    return psbt_pb2.ExtractTransactionResponse(
        raw_transaction=transaction.raw, txid=transaction.txid[::-1].hex()
    ).SerializeToString()
