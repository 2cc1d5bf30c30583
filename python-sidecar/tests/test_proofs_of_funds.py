"""Proofs whose scripts need no signature, so that each test is about the PSBT around them."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.script.v1 import message_pb2

from turnout_sidecar.address.encode import witness_address
from turnout_sidecar.address.networks import NETWORKS
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.operations.verify_message import verify_message
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.signed_messages.virtual import message_hash, sized, stack, to_spend_txid

ANYONE = b"\x51"
PROGRAM = b"\x00\x20" + sha256(ANYONE).digest()
ADDRESS = witness_address(0, PROGRAM[2:], NETWORKS[bitcoin_pb2.NETWORK_MAINNET])
LEGACY = b"\x51\x87"  # 1 EQUAL, satisfied by a push of 1
OUTPUTS = [(1_000).to_bytes(8, "little") + sized(PROGRAM), (2_000).to_bytes(8, "little") + sized(LEGACY)]
PREVIOUS = b"\x02\0\0\0\x01" + b"\x07" * 36 + b"\0" + b"\xff" * 4 + b"\x02" + b"".join(OUTPUTS) + bytes(4)
OUTPOINTS = [hash256(PREVIOUS) + bytes((index, 0, 0, 0)) for index in range(2)]
WITNESS = (b"\x08", stack([ANYONE]))
SCRIPT_SIG = (b"\x07", b"\x51")
WHOLE = (b"\x00", PREVIOUS)
TO_SIGN = message_pb2.VERIFY_MESSAGE_FAILURE_TO_SIGN
Record = tuple[bytes, bytes]


def proof(outpoints: list[bytes], inputs: list[list[Record]], message: str = "m", said: bytes | None = None) -> str:
    first = to_spend_txid(message_hash(message), PROGRAM) + bytes(4)
    spends = b"".join(outpoint + b"\0" + bytes(4) for outpoint in [first, *outpoints])
    unsigned = bytes(4) + bytes((1 + len(outpoints),)) + spends + b"\x01" + bytes(8) + b"\x01\x6a" + bytes(4)
    head: list[Record] = [(b"\x00", unsigned)]
    if said is not None:
        head.append((b"\x09", said))
    maps = [head, [WITNESS], *inputs, []]
    records = (b"".join(sized(key) + sized(value) for key, value in one) + b"\0" for one in maps)
    return "pof" + b64encode(b"psbt\xff" + b"".join(records)).decode()


def verify(signature: str, message: str = "m") -> message_pb2.VerifyMessageResponse:
    request = message_pb2.VerifyMessageRequest(
        address=ADDRESS, signature=signature, message=message, network=bitcoin_pb2.NETWORK_MAINNET
    )
    return message_pb2.VerifyMessageResponse.FromString(verify_message(request.SerializeToString()))


def test_proves_what_its_further_inputs_hold() -> None:
    answer = verify(proof(OUTPOINTS, [[WHOLE, WITNESS], [WHOLE, SCRIPT_SIG]]))

    assert (answer.valid, answer.proven_amount) == (True, 3_000)
    assert answer.format == message_pb2.SIGNED_MESSAGE_FORMAT_PROOF_OF_FUNDS


def test_a_proof_of_nothing_is_a_signature() -> None:
    answer = verify(proof([], []))
    assert (answer.valid, answer.proven_amount) == (True, 0)


def test_a_transaction_stands_once_for_all_later_inputs() -> None:
    assert verify(proof(OUTPOINTS, [[WHOLE, WITNESS], [SCRIPT_SIG]])).valid
    assert verify(proof(OUTPOINTS, [[WITNESS], [WHOLE, SCRIPT_SIG]])).failure == TO_SIGN


def test_a_witness_input_needs_its_output_only_and_a_legacy_one_the_transaction() -> None:
    assert verify(proof(OUTPOINTS[:1], [[(b"\x01", OUTPUTS[0]), WITNESS]])).valid
    assert verify(proof(OUTPOINTS[1:], [[(b"\x01", OUTPUTS[1]), SCRIPT_SIG]])).failure == TO_SIGN


def test_an_output_that_contradicts_its_transaction_proves_nothing() -> None:
    richer = (9_000).to_bytes(8, "little") + OUTPUTS[0][8:]
    answer = verify(proof(OUTPOINTS[:1], [[WHOLE, (b"\x01", richer), WITNESS]]))
    assert (answer.failure, answer.proven_amount) == (TO_SIGN, 0)


def test_an_input_that_is_not_final_proves_nothing() -> None:
    assert verify(proof(OUTPOINTS[:1], [[WHOLE]])).failure == TO_SIGN


def test_an_output_that_is_spent_twice_proves_nothing() -> None:
    assert verify(proof([OUTPOINTS[0]] * 2, [[WHOLE, WITNESS]] * 2)).failure == TO_SIGN


def test_a_script_that_fails_proves_nothing() -> None:
    wrong = verify(proof(OUTPOINTS[1:], [[WHOLE, (b"\x07", b"\x52")]]))
    assert wrong.failure == message_pb2.VERIFY_MESSAGE_FAILURE_SCRIPT


def test_the_message_that_a_proof_names_must_be_the_one() -> None:
    assert verify(proof([], [], said=b"m")).valid
    assert verify(proof([], [], said=b"n")).failure == TO_SIGN
    assert verify(proof([], []), "n").failure == TO_SIGN


@pytest.mark.parametrize("signature", ["pof", "pofcHNidP8=", "pofAQ=="])
def test_refuses_what_is_no_psbt(signature: str) -> None:
    with pytest.raises(Refusal) as refused:
        verify(signature)
    assert (refused.value.reason, refused.value.field) == ("SIGNATURE_MALFORMED", "signature")
