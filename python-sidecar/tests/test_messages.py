from __future__ import annotations

from base64 import b64decode, b64encode

import pytest
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.script.v1 import message_pb2

from tests import corpus, expect
from turnout_sidecar.operations.verify_message import verify_message
from turnout_sidecar.refusal import Refusal

ADDRESS = "mjTkW3DjgyZck4KbiRusZsqTgaYTxdSz6z"
TAPROOT = "bcrt1pamhwamhwamhwamhwamhwamhwamhwamhwamhwamhwamhwamhwamhqz6nvlh"
SIGNATURE = "IKC+Ijl/SSZ+8GIt8RfXjZa/tzuYFEzIzAyxpvUf48D8AjUYXGAZKz3JfJVta+NUzDlZdMmJIa5rLtdE0ChWEfs="


def verify(
    address: str = ADDRESS,
    signature: str = SIGNATURE,
    message: str = "hello",
    network: bitcoin_pb2.Network.ValueType = expect.REGTEST,
) -> message_pb2.VerifyMessageResponse:
    request = message_pb2.VerifyMessageRequest(address=address, signature=signature, message=message, network=network)
    return message_pb2.VerifyMessageResponse.FromString(verify_message(request.SerializeToString()))


def test_agrees_with_every_recorded_signature() -> None:
    recorded = corpus.load("recorded/signmessage.json")
    for entry in recorded:
        response = verify(entry["address"], entry["signature"], entry["message"])
        assert response.valid == entry["verify"]
        assert len(response.public_key) == 33
        assert not verify(entry["address"], entry["signature"], entry["message"] + "x").valid
    assert len(recorded) == 7


def test_names_another_key() -> None:
    response = verify(message="Hello")

    assert response.failure == message_pb2.VERIFY_MESSAGE_FAILURE_OTHER_KEY
    assert len(response.public_key) == 33


def test_names_a_signature_without_a_key() -> None:
    response = verify(signature=b64encode(b64decode(SIGNATURE)[:1] + b"\xff" * 64).decode())

    assert response.failure == message_pb2.VERIFY_MESSAGE_FAILURE_NOT_RECOVERABLE
    assert response.public_key == b""
    assert len(response.message_hash) == 32


def test_the_header_decides_the_form_of_the_key() -> None:
    raw = b64decode(SIGNATURE)

    response = verify(signature=b64encode(bytes((raw[0] - 4,)) + raw[1:]).decode())

    assert len(response.public_key) == 65
    assert not response.valid


@pytest.mark.parametrize(
    ("reason", "field", "wrong"),
    [
        ("FIELD_REQUIRED", "address", {"address": "", "signature": "", "network": 0}),
        ("ADDRESS_INVALID", "address", {"address": "x", "signature": ""}),
        ("ADDRESS_WITHOUT_KEY", "address", {"address": TAPROOT, "network": expect.REGTEST}),
        ("FIELD_REQUIRED", "signature", {"address": "x", "signature": "", "network": 0}),
        ("SIGNATURE_MALFORMED", "signature", {"signature": "????", "network": 9}),
        ("SIGNATURE_MALFORMED", "signature", {"signature": "AAAA"}),
        ("SIGNATURE_MALFORMED", "signature", {"signature": SIGNATURE.rstrip("=")}),
        ("SIGNATURE_MALFORMED", "signature", {"signature": SIGNATURE[:-2] + "t="}),
        ("SIGNATURE_MALFORMED", "signature", {"signature": SIGNATURE + "\n"}),
        ("SIGNATURE_MALFORMED", "signature", {"signature": "é" * 88}),
        ("FIELD_REQUIRED", "network", {"network": 0}),
        ("FIELD_UNKNOWN_VALUE", "network", {"network": 9}),
    ],
)
def test_refuses_the_first_bad_field(reason: str, field: str, wrong: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        verify(**wrong)  # type: ignore[arg-type]

    assert (refused.value.reason, refused.value.field) == (reason, field)
