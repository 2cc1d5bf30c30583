"""turnout.script.v1.ScriptService/VerifyInput."""

from __future__ import annotations

from turnout.script.v1 import verify_pb2

from turnout_sidecar.btclib_interpreter import OK, ScriptVerifier
from turnout_sidecar.operations.requested_transaction import (
    check_input_index,
    read_prevouts,
    read_within_weight,
    too_much,
)
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.script_flags import read_flags
from turnout_sidecar.transaction.work import VerificationWork


def verify_input(body: bytes) -> bytes:
    """Whether one input's scripts succeed, and Core's name of why not."""
    request = parse(verify_pb2.VerifyInputRequest, body)
    transaction = read_within_weight(request.raw_transaction)
    prevouts = read_prevouts("prevouts", request.prevouts, len(transaction.inputs))
    index = request.input_index
    check_input_index(index, transaction)
    flags = read_flags(request.flags)
    witness = transaction.witnesses[index] if transaction.witnesses else []
    work = VerificationWork(len(transaction.stripped))
    if not work.add(transaction.inputs[index], witness, prevouts[index].script):
        raise too_much("its scripts may cost more than the contract's limits")
    error = ScriptVerifier(transaction, prevouts).verify(index, flags)
    response = verify_pb2.VerifyInputResponse(valid=error == OK)
    response.error = error  # type: ignore[assignment]
    return response.SerializeToString()
