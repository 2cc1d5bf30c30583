"""turnout.script.v1.ScriptService/VerifyTransaction."""

from __future__ import annotations

from turnout.script.v1 import verify_pb2

from turnout_sidecar.btclib_interpreter import OK, ScriptVerifier
from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.operations.requested_transaction import read_prevouts, read_transaction_field, too_much
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.operations.script_flags import read_flags
from turnout_sidecar.transaction.rules import TransactionError, check_amounts, check_transaction
from turnout_sidecar.transaction.work import VerificationWork


def verify_transaction(body: bytes) -> bytes:
    """Whether a transaction may spend what it spends: its rules, amounts, then inputs up to the first that fails."""
    request = parse(verify_pb2.VerifyTransactionRequest, body)
    transaction = read_transaction_field(request.raw_transaction)
    is_coinbase = transaction.is_coinbase
    prevouts = read_prevouts("prevouts", request.prevouts, 0 if is_coinbase else len(transaction.inputs))
    flags = read_flags(request.flags)
    _check_work(transaction, prevouts)
    judges_amounts = not request.amounts_unknown and not is_coinbase
    error = check_transaction(transaction)
    if not error and judges_amounts:
        error = check_amounts(transaction, prevouts)
    response = verify_pb2.VerifyTransactionResponse()
    if error:
        response.error = int(error)  # type: ignore[assignment]
        return response.SerializeToString()
    if not is_coinbase:
        verifier = ScriptVerifier(transaction, prevouts)
        for index in range(len(prevouts)):
            script_error = verifier.verify(index, flags)
            if script_error != OK:
                response.error = int(TransactionError.SCRIPT_VERIFY_FLAG_FAILED)  # type: ignore[assignment]
                response.failed_input = index
                response.script_error = script_error  # type: ignore[assignment]
                return response.SerializeToString()
    response.valid = True
    if judges_amounts:
        response.fee = sum(p.value for p in prevouts) - sum(o.value for o in transaction.outputs)
    return response.SerializeToString()


def _check_work(transaction: Transaction, prevouts: list[Output]) -> None:
    work = VerificationWork(len(transaction.stripped))
    witnesses = transaction.witnesses
    for index, prevout in enumerate(prevouts):
        witness = witnesses[index] if witnesses else []
        if not work.add(transaction.inputs[index], witness, prevout.script):
            raise too_much("its scripts may cost more than the contract's limits")
