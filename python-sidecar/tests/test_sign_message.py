from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.keys.v1 import message_pb2

from tests import corpus
from turnout_sidecar.address.encode import script_hash_address, witness_address
from turnout_sidecar.address.networks import NETWORKS
from turnout_sidecar.btclib_door import public_key
from turnout_sidecar.codec.base58 import encode_check
from turnout_sidecar.codec.hashes import hash160
from turnout_sidecar.operations.sign_message import sign_message
from turnout_sidecar.refusal import Refusal

MAINNET = bitcoin_pb2.NETWORK_MAINNET
REGTEST = bitcoin_pb2.NETWORK_REGTEST
WIF = "L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k"
P2WPKH = "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l"


def sign(**fields: Any) -> message_pb2.SignMessageResponse:
    request = message_pb2.SignMessageRequest(**fields)
    return message_pb2.SignMessageResponse.FromString(sign_message(request.SerializeToString()))


def test_signs_every_recorded_message_as_the_node_did() -> None:
    recorded = corpus.load("recorded/signmessage.json")
    for case in recorded:
        signed = sign(network=REGTEST, private_keys=[case["wif"]], address=case["address"], message=case["message"])
        assert (signed.signature, signed.format) == (case["signature"], message_pb2.MESSAGE_FORMAT_LEGACY)
    assert len(recorded) == 7


def test_makes_the_virtual_transactions_of_bip322() -> None:
    for case in corpus.load("bips/bip322_basic.json")["tx_hashes"]:
        signed = sign(network=MAINNET, private_keys=[WIF], address=case["address"], message=case["message"])
        assert signed.message_hash.hex() == case["message_hash"]
        assert signed.to_spend_txid == case["to_spend_tx_hash"]
        assert signed.to_sign_txid == case["to_sign_tx_hash"]


def test_signs_every_p2wpkh_message_of_bip322_with_low_r() -> None:
    # The BIP's multisig has a high R in it, its taproot signature a nonce of btcd's: those are verified, not remade.
    cases = [case for case in corpus.load("bips/bip322_basic.json")["simple"] if case["type"] == "p2wpkh"]
    for case in cases:
        signed = sign(
            network=MAINNET, private_keys=case["private_keys"], address=case["address"], message=case["message"]
        )
        assert signed.signature == case["bip322_signatures"][0]
    assert len(cases) == 2


def key(number: int, *, compressed: bool = True) -> tuple[str, bytes]:
    private = bytes(31) + bytes((number,))
    return encode_check(b"\x80" + private + (b"\x01" if compressed else b"")), public_key(private)


def multisig(required: int, *numbers: int) -> bytes:
    keys = b"".join(b"\x21" + key(number)[1] for number in numbers)
    return bytes((0x50 + required,)) + keys + bytes((0x50 + len(numbers), 0xAE))


@pytest.mark.parametrize("form", ["P2SH", "P2WSH", "P2SH-P2WSH"])
def test_signs_multisig_with_the_keys_that_come_first_in_the_script(form: str) -> None:
    script = multisig(2, 1, 2, 3)
    network = NETWORKS[MAINNET]
    address = {
        "P2SH": script_hash_address(script, network),
        "P2WSH": witness_address(0, sha256(script).digest(), network),
        "P2SH-P2WSH": script_hash_address(b"\x00\x20" + sha256(script).digest(), network),
    }[form]
    all_keys = [key(number)[0] for number in (3, 1, 2)]
    needed = [key(number)[0] for number in (2, 1)]
    given = {"network": MAINNET, "address": address, "message": "m", "script": script}

    assert sign(private_keys=all_keys, **given) == sign(private_keys=needed, **given)


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({"network": 0}, "FIELD_REQUIRED", "network"),
        ({"private_keys": []}, "FIELD_REQUIRED", "private_keys"),
        ({"private_keys": [WIF] * 21}, "LIMIT_EXCEEDED", "private_keys"),
        ({"private_keys": [WIF, ""]}, "FIELD_REQUIRED", "private_keys[1]"),
        ({"private_keys": ["x"]}, "PRIVATE_KEY_INVALID", "private_keys[0]"),
        ({"network": REGTEST}, "NETWORK_MISMATCH", "private_keys[0]"),
        ({"address": ""}, "FIELD_REQUIRED", "address"),
        ({"address": "bc1q"}, "ADDRESS_INVALID", "address"),
        ({"address": "bc1pfeessrawgf"}, "ADDRESS_WITHOUT_KEY", "address"),
        ({"message": "m" * ((1 << 20) + 1)}, "LIMIT_EXCEEDED", "message"),
        ({"script": b"\x51"}, "SCRIPT_MISMATCH", "script"),
        ({"private_keys": [key(1)[0]], "format": 9}, "KEY_MISMATCH", "private_keys"),
        ({"private_keys": [WIF, WIF]}, "KEY_MISMATCH", "private_keys"),
        ({"format": 9}, "FIELD_UNKNOWN_VALUE", "format"),
        ({"format": 1}, "FORMAT_UNSUPPORTED", "format"),
    ],
)
def test_refuses_what_cannot_be_signed(fields: dict[str, Any], reason: str, field: str) -> None:
    given: dict[str, Any] = {"network": MAINNET, "private_keys": [WIF], "address": P2WPKH, "message": ""}
    with pytest.raises(Refusal) as refused:
        sign(**given | fields)
    assert (refused.value.reason, refused.value.field) == (reason, field)
    assert WIF not in str(refused.value)


@pytest.mark.parametrize(
    ("numbers", "script", "reason", "field"),
    [
        ((1, 2), b"", "FIELD_REQUIRED", "script"),
        ((1, 2), multisig(2, 1, 2), "SCRIPT_MISMATCH", "script"),
        ((1,), multisig(2, 1, 2, 3), "KEY_MISMATCH", "private_keys"),
        ((1, 2, 4), multisig(2, 1, 2, 3), "KEY_MISMATCH", "private_keys"),
    ],
)
def test_multisig_needs_its_script_and_enough_of_its_keys(
    numbers: tuple[int, ...], script: bytes, reason: str, field: str
) -> None:
    address = witness_address(0, sha256(multisig(2, 1, 2, 3)).digest(), NETWORKS[MAINNET])
    with pytest.raises(Refusal) as refused:
        sign(network=MAINNET, private_keys=[key(number)[0] for number in numbers], address=address, script=script)
    assert (refused.value.reason, refused.value.field) == (reason, field)


def test_segwit_takes_no_uncompressed_key() -> None:
    uncompressed, public = key(1, compressed=False)
    with pytest.raises(Refusal) as refused:
        sign(
            network=MAINNET,
            private_keys=[uncompressed],
            address=witness_address(0, hash160(public), NETWORKS[MAINNET]),
        )
    assert refused.value.reason == "KEY_MISMATCH"
