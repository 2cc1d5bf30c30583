"""turnout.script.v1.ScriptService/ConvertPsbt."""

from __future__ import annotations

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.operations.psbt_requests import lock_time_conflict, psbt_field, version_field
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.psbt.creating import NewInput, convert, create
from turnout_sidecar.psbt.model import LockTimeConflictError, Psbt
from turnout_sidecar.refusal import Refusal, required
from turnout_sidecar.script.whole_transaction import read_whole


def convert_psbt(body: bytes) -> bytes:
    """A PSBT in another version, or of a raw transaction."""
    request = parse(psbt_pb2.ConvertPsbtRequest, body)
    match request.WhichOneof("source"):
        case "psbt":
            psbt = psbt_field("psbt", request.psbt)
            version = version_field(request.psbt_version)
            converted = _converted(psbt, version)
        case "raw_transaction":
            converted = _of_transaction(request)
        case _:
            raise required("source", "psbt or raw_transaction")
    return psbt_pb2.ConvertPsbtResponse(psbt=converted).SerializeToString()


def _converted(psbt: Psbt, version: int) -> bytes:
    try:
        return convert(psbt, version)
    except LockTimeConflictError:
        raise lock_time_conflict("psbt_version") from None


def _of_transaction(request: psbt_pb2.ConvertPsbtRequest) -> bytes:
    if not request.raw_transaction:
        raise required("raw_transaction", "one whole serialized transaction")
    try:
        transaction = read_whole(request.raw_transaction)
    except MalformedError:
        message = "not one whole serialized transaction"
        raise Refusal("TRANSACTION_MALFORMED", "raw_transaction", message) from None
    is_signed = bool(transaction.witnesses) or any(spent.script for spent in transaction.inputs)
    if is_signed and not request.drop_signatures:
        raise Refusal("TRANSACTION_SIGNED", "raw_transaction", "it has signatures (expected: none, or drop_signatures)")
    version = version_field(request.psbt_version)
    inputs = [NewInput(spent._replace(script=b"")) for spent in transaction.inputs]
    return create(version, transaction.version, inputs, transaction.outputs, transaction.lock_time)
