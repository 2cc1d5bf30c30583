from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any

import pytest
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.keys.v1 import message_pb2 as signing_pb2
from turnout.script.v1 import message_pb2

from tests import corpus
from turnout_sidecar.address.encode import address_of, script_hash_address, witness_address
from turnout_sidecar.address.networks import NETWORKS
from turnout_sidecar.btclib_door import public_key, sign_recoverable, taproot_output_key
from turnout_sidecar.codec.base58 import encode_check
from turnout_sidecar.codec.hashes import hash160, tagged_hash
from turnout_sidecar.operations.sign_message import sign_message
from turnout_sidecar.operations.verify_message import verify_message
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.script.solver import solve
from turnout_sidecar.signed_messages.legacy import legacy_hash
from turnout_sidecar.signed_messages.virtual import message_hash, to_sign, to_spend_txid

MAINNET = bitcoin_pb2.NETWORK_MAINNET
NETWORK = NETWORKS[MAINNET]
KEY = bytes.fromhex("b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef")
WIF = encode_check(b"\x80" + KEY + b"\x01")
KEY_HASH = hash160(public_key(KEY))
MULTISIG = b"\x51\x21" + public_key(KEY) + b"\x51\xae"
MULTISIG_HASH = sha256(MULTISIG).digest()
OUTPUT_KEY = taproot_output_key(public_key(KEY)[1:], tagged_hash("TapTweak", public_key(KEY)[1:])) or b""
ADDRESSES = {
    "P2PKH": (encode_check(b"\0" + KEY_HASH), b""),
    "P2WPKH": (witness_address(0, KEY_HASH, NETWORK), b""),
    "P2SH-P2WPKH": (script_hash_address(b"\x00\x14" + KEY_HASH, NETWORK), b""),
    "P2TR": (witness_address(1, OUTPUT_KEY, NETWORK), b""),
    "P2SH": (script_hash_address(MULTISIG, NETWORK), MULTISIG),
    "P2WSH": (witness_address(0, MULTISIG_HASH, NETWORK), MULTISIG),
    "P2SH-P2WSH": (script_hash_address(b"\x00\x20" + MULTISIG_HASH, NETWORK), MULTISIG),
}
SCRIPT = message_pb2.VERIFY_MESSAGE_FAILURE_SCRIPT
TO_SIGN = message_pb2.VERIFY_MESSAGE_FAILURE_TO_SIGN
INCONCLUSIVE = message_pb2.VERIFY_MESSAGE_FAILURE_INCONCLUSIVE
OTHER_KEY = message_pb2.VERIFY_MESSAGE_FAILURE_OTHER_KEY


def verify(address: str, message: str, signature: str) -> message_pb2.VerifyMessageResponse:
    request = message_pb2.VerifyMessageRequest(address=address, signature=signature, message=message, network=MAINNET)
    return message_pb2.VerifyMessageResponse.FromString(verify_message(request.SerializeToString()))


def sign(**fields: Any) -> str:
    request = signing_pb2.SignMessageRequest(network=MAINNET, private_keys=[WIF], **fields)
    return signing_pb2.SignMessageResponse.FromString(sign_message(request.SerializeToString())).signature


def full(script_pub_key: bytes, script_sig: bytes, witness: list[bytes], message: str = "m") -> str:
    outpoint = to_spend_txid(message_hash(message), script_pub_key) + bytes(4)
    return "ful" + b64encode(to_sign(outpoint, script_sig, witness)).decode()


def address(script_pub_key: bytes) -> str:
    return address_of(solve(script_pub_key), NETWORK)


def test_accepts_every_simple_signature_of_bip322() -> None:
    count = 0
    for case in corpus.load("bips/bip322_basic.json")["simple"]:
        for signature in case["bip322_signatures"]:
            answer = verify(case["address"], case["message"], signature)
            assert (answer.valid, answer.format) == (True, message_pb2.SIGNED_MESSAGE_FORMAT_SIMPLE)
            count += 1
    assert count == 6


def test_names_the_virtual_transactions_of_bip322() -> None:
    for case in corpus.load("bips/bip322_basic.json")["tx_hashes"]:
        answer = verify(case["address"], case["message"], "smpAA==")
        assert answer.message_hash.hex() == case["message_hash"]
        assert (answer.to_spend_txid, answer.to_sign_txid) == (case["to_spend_tx_hash"], case["to_sign_tx_hash"])


def test_takes_no_erroneous_signature_of_bip322() -> None:
    cases = corpus.load("bips/bip322_basic.json")["error"]
    for case in cases:
        if case["error_substr"] == "invalid signature":
            assert verify(case["address"], case["message"], case["signature"]).failure == SCRIPT
        else:
            with pytest.raises(Refusal) as refused:
                verify(case["address"], case["message"], case["signature"])
            expected = "SIGNATURE_MALFORMED" if case["signature"] else "FIELD_REQUIRED"
            assert (refused.value.reason, refused.value.field) == (expected, "signature")
    assert len(cases) == 8


@pytest.mark.parametrize("kind", ADDRESSES)
def test_accepts_what_is_signed_for_every_kind_of_address_and_for_no_other_message(kind: str) -> None:
    to, script = ADDRESSES[kind]

    signature = sign(address=to, message="hello", script=script, format=signing_pb2.MESSAGE_FORMAT_FULL)

    answer = verify(to, "hello", signature)
    assert (answer.valid, answer.format) == (True, message_pb2.SIGNED_MESSAGE_FORMAT_FULL)
    assert verify(to, "hallo", signature).failure == TO_SIGN


@pytest.mark.parametrize("kind", ["P2PKH", "P2WPKH", "P2SH-P2WPKH"])
def test_accepts_what_is_signed_by_bip137(kind: str) -> None:
    to, _ = ADDRESSES[kind]
    assert verify(to, "hello", sign(address=to, message="hello", format=signing_pb2.MESSAGE_FORMAT_BIP137)).valid


@pytest.mark.parametrize(
    ("kind", "headers"), [("P2WPKH", (27, 31, 35)), ("P2SH-P2WPKH", (27, 31, 39))], ids=["P2WPKH", "P2SH-P2WPKH"]
)
def test_takes_the_headers_of_bip137_for_their_own_addresses_only(kind: str, headers: tuple[int, ...]) -> None:
    signature, recovery_id = sign_recoverable(legacy_hash("hello"), KEY)
    for header in headers:
        text = b64encode(bytes((header + recovery_id,)) + signature).decode()
        answer = verify(ADDRESSES[kind][0], "hello", text)
        assert (answer.valid, answer.failure) == (False, OTHER_KEY)


def test_an_unknown_witness_version_is_inconclusive() -> None:
    script = b"\x52\x14" + KEY_HASH
    assert verify(address(script), "m", full(script, b"", [])).failure == INCONCLUSIVE


def test_another_version_of_to_sign_is_inconclusive() -> None:
    to = ADDRESSES["P2WSH"][0]
    script = b"\x51"
    program = b"\x00\x20" + sha256(script).digest()
    data = bytearray(b64decode(full(program, b"", [script])[3:]))
    data[0] = 3

    assert verify(address(program), "m", "ful" + b64encode(data).decode()).failure == INCONCLUSIVE
    assert verify(to, "m", "ful" + b64encode(data).decode()).failure == TO_SIGN


@pytest.mark.parametrize("script", [b"\xab\x51", b"\x51\x63\x51\x67\xab\x68"], ids=["executed", "in the other branch"])
def test_forbids_code_separators(script: bytes) -> None:
    program = b"\x00\x20" + sha256(script).digest()
    assert verify(address(program), "m", full(program, b"", [script])).failure == SCRIPT


def test_a_lock_time_and_an_age_are_told() -> None:
    script = bytes.fromhex("0164b1") + b"\x75\x51"  # 100 CHECKLOCKTIMEVERIFY DROP 1
    program = b"\x00\x20" + sha256(script).digest()
    data = bytearray(b64decode(full(program, b"", [script])[3:]))
    data[-4:] = (100).to_bytes(4, "little")

    answer = verify(address(program), "m", "ful" + b64encode(data).decode())

    assert (answer.valid, answer.lock_time, answer.sequence) == (True, 100, 0)


def test_a_further_input_needs_a_proof_of_funds() -> None:
    program = b"\x00\x20" + sha256(b"\x51").digest()
    data = b64decode(full(program, b"", [b"\x51"])[3:])
    # Version, marker and flag; then two inputs, and a witness for each.
    two = data[:6] + b"\x02" + data[7:48] + bytes(32) + bytes(9) + data[48:-4] + b"\x00" + data[-4:]
    assert verify(address(program), "m", "ful" + b64encode(two).decode()).failure == TO_SIGN


@pytest.mark.parametrize("signature", ["smp", "smpAg==", "smp////", "fulAA==", "AgE=", "smpAAA="])
def test_refuses_what_is_no_signature(signature: str) -> None:
    with pytest.raises(Refusal) as refused:
        verify(ADDRESSES["P2WPKH"][0], "m", signature)
    assert (refused.value.reason, refused.value.field) == ("SIGNATURE_MALFORMED", "signature")
