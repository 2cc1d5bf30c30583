"""BIP322 signatures: what spends the virtual output of an address and a message."""

from __future__ import annotations

from collections.abc import Sequence

from turnout.script.v1 import message_pb2

from turnout_sidecar.codec.transaction import Output, Transaction, read_transaction
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.signed_messages.proof import ProofOfFunds
from turnout_sidecar.signed_messages.verifier import Verdict, is_within_limits, verify_to_sign
from turnout_sidecar.signed_messages.virtual import message_hash, to_sign, to_spend_txid

_FAILURES = {
    Verdict.VALID: message_pb2.VERIFY_MESSAGE_FAILURE_UNSPECIFIED,
    Verdict.OTHER_TRANSACTION: message_pb2.VERIFY_MESSAGE_FAILURE_TO_SIGN,
    Verdict.SCRIPT_FAILS: message_pb2.VERIFY_MESSAGE_FAILURE_SCRIPT,
    Verdict.INCONCLUSIVE: message_pb2.VERIFY_MESSAGE_FAILURE_INCONCLUSIVE,
}


class VirtualSpend:
    """One address and message, to be answered for one signature."""

    def __init__(self, script_pub_key: bytes, message: str) -> None:
        self._message_hash = message_hash(message)
        self._to_spend = to_spend_txid(self._message_hash, script_pub_key)
        self._challenge = Output(0, script_pub_key)

    def simple(self, witness: list[bytes]) -> message_pb2.VerifyMessageResponse:
        """A witness alone."""
        signed, _ = read_transaction(to_sign(self._to_spend + bytes(4), b"", witness))
        return self._answer(message_pb2.SIGNED_MESSAGE_FORMAT_SIMPLE, signed, [self._challenge])

    def full(self, signed: Transaction) -> message_pb2.VerifyMessageResponse:
        """The whole to_sign."""
        return self._answer(message_pb2.SIGNED_MESSAGE_FORMAT_FULL, signed, [self._challenge])

    def proof(self, proof: ProofOfFunds) -> message_pb2.VerifyMessageResponse:
        """A to_sign with further inputs; one without all their prevouts is none."""
        # Without prevouts no to_sign has its shape.
        prevouts = [] if proof.further is None else [self._challenge, *proof.further]
        response = self._answer(message_pb2.SIGNED_MESSAGE_FORMAT_PROOF_OF_FUNDS, proof.to_sign, prevouts)
        if response.valid:
            response.proven_amount = sum(prevout.value for prevout in prevouts)
        return response

    def _answer(
        self, form: message_pb2.SignedMessageFormat.ValueType, signed: Transaction, prevouts: Sequence[Output]
    ) -> message_pb2.VerifyMessageResponse:
        if not is_within_limits(signed, prevouts):
            raise Refusal("LIMIT_EXCEEDED", "signature", "asks for more work than one request may")
        verdict = verify_to_sign(signed, self._to_spend, prevouts)
        return message_pb2.VerifyMessageResponse(
            valid=verdict is Verdict.VALID,
            failure=_FAILURES[verdict],
            message_hash=self._message_hash,
            format=form,
            to_spend_txid=self._to_spend[::-1].hex(),
            to_sign_txid=signed.txid[::-1].hex(),
            lock_time=signed.lock_time,
            sequence=signed.inputs[0].sequence if signed.inputs else 0,
        )
