from __future__ import annotations

from typing import Any

import pytest
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.keys.v1 import keys_pb2

from tests import corpus
from turnout_sidecar.keys.path import read_path
from turnout_sidecar.operations.derive_address import derive_address
from turnout_sidecar.operations.derive_key import derive_key
from turnout_sidecar.refusal import Refusal

MAINNET = bitcoin_pb2.NETWORK_MAINNET
REGTEST = bitcoin_pb2.NETWORK_REGTEST
SEED = bytes(range(16))
XPUB = "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8"
ZPUB = "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs"
UPUB = "upub5EFU65HtV5TeiSHmZZm7FUffBGy8UKeqp7vw43jYbvZPpoVsgU93oac7Wk3u6moKegAEWtGNF8DehrnHtv21XXEMYRUocHqguyjknFHYfgY"


def derive(**fields: Any) -> keys_pb2.DeriveKeyResponse:
    request = keys_pb2.DeriveKeyRequest(**fields)
    return keys_pb2.DeriveKeyResponse.FromString(derive_key(request.SerializeToString()))


def address(**fields: Any) -> keys_pb2.DeriveAddressResponse:
    request = keys_pb2.DeriveAddressRequest(**fields)
    return keys_pb2.DeriveAddressResponse.FromString(derive_address(request.SerializeToString()))


def test_follows_every_chain_of_bip32() -> None:
    count = 0
    for vector in corpus.load("bips/bip32.json")["valid"]:
        for chain in vector["chains"]:
            response = derive(seed=bytes.fromhex(vector["seed"]), path=chain["path"], network=MAINNET)
            assert response.extended_private_key == chain["xprv"]
            assert response.extended_public_key == chain["xpub"]
            again = derive(extended_key=chain["xprv"])
            assert again.SerializeToString() == response.SerializeToString()
            public = derive(extended_key=chain["xpub"])
            assert (public.extended_private_key, public.private_key) == ("", b"")
            assert public.extended_public_key == chain["xpub"]
            count += 1
    assert count == 17


def test_refuses_every_invalid_key_of_bip32() -> None:
    invalid = corpus.load("bips/bip32.json")["invalid"]
    for vector in invalid:
        with pytest.raises(Refusal) as refused:
            derive(extended_key=vector["key"])
        assert refused.value.reason == "EXTENDED_KEY_INVALID"
        assert vector["key"] not in str(refused.value)
    assert len(invalid) == 16


def test_public_and_private_derivation_meet() -> None:
    account = derive(seed=SEED, path="m/84h/0h/0h", network=MAINNET)

    by_private = derive(extended_key=account.extended_private_key, path="1/7")
    by_public = derive(extended_key=account.extended_public_key, path="/1/7")

    assert by_private.extended_public_key == by_public.extended_public_key
    assert by_public.depth == 5
    assert by_public.child_number == 7


def test_a_seed_on_a_test_network_gives_tprv() -> None:
    assert derive(seed=SEED, network=REGTEST).extended_private_key.startswith("tprv")


def test_keeps_slip132_prefixes() -> None:
    assert derive(extended_key=ZPUB, path="0/0").extended_public_key.startswith("zpub")


def bip(name: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name_, value in corpus.load("bips/bip49_84_86.json")[name]:
        fields.setdefault(name_.strip(), []).append(value.replace(" (testnet)", "").rpartition(" ")[2])
    return fields


def test_derives_the_address_of_bip49() -> None:
    vector = bip("bip49")
    for key in vector["account0Xpriv"] + vector["account0Xpub"]:
        response = address(account_key=key, purpose=49, network=bitcoin_pb2.NETWORK_TESTNET3)
        assert response.address == vector["address"][0]
        assert response.public_key.hex() == vector["account0recvPublicKeyHex"][0].removeprefix("0x")
        assert response.redeem_script.hex() == vector["scriptSig"][0].removeprefix("0x")
        assert response.type == bitcoin_pb2.SCRIPT_TYPE_SCRIPTHASH


def test_derives_the_addresses_of_bip84() -> None:
    vector = bip("bip84")
    account = vector["xpub"][0]
    places = [(False, 0), (False, 1), (True, 0)]
    for (change, index), expected, public_key in zip(places, vector["address"], vector["pubkey"], strict=True):
        response = address(account_key=account, purpose=84, change=change, index=index, network=MAINNET)
        assert (response.address, response.public_key.hex()) == (expected, public_key)


def test_derives_the_addresses_of_bip86() -> None:
    vector = bip("bip86")
    account = vector["xpub"][0]
    places = [(False, 0), (False, 1), (True, 0)]
    for (change, index), expected, script in zip(places, vector["address"], vector["scriptPubKey"], strict=True):
        response = address(account_key=account, purpose=86, change=change, index=index, network=MAINNET)
        assert (response.address, response.script_pub_key.hex()) == (expected, script)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", []),
        ("m", []),
        ("m/0", [0]),
        ("/1/2", [1, 2]),
        ("1h/2H/3'", [2**31 + 1, 2**31 + 2, 2**31 + 3]),
        ("007", [7]),
        ("2147483647", [2**31 - 1]),
        ("/".join(["0"] * 255), [0] * 255),
        ("m/", None),
        ("/", None),
        ("M/0", None),
        ("m//0", None),
        ("0/", None),
        ("2147483648", None),
        ("9" * 5000, None),
        ("-1", None),
        ("0hh", None),
        (" 0", None),
        ("٣", None),
        ("/".join(["0"] * 256), None),
    ],
)
def test_reads_paths(text: str, numbers: list[int] | None) -> None:
    assert read_path(text) == numbers


@pytest.mark.parametrize(
    ("reason", "field", "fields"),
    [
        ("FIELD_REQUIRED", "source", {"path": "x"}),
        ("FIELD_REQUIRED", "extended_key", {"extended_key": ""}),
        ("FIELD_REQUIRED", "seed", {"seed": b""}),
        ("EXTENDED_KEY_INVALID", "extended_key", {"extended_key": XPUB + " ", "path": "x"}),
        ("SEED_INVALID", "seed", {"seed": bytes(15)}),
        ("SEED_INVALID", "seed", {"seed": bytes(65)}),
        ("PATH_INVALID", "path", {"seed": SEED, "path": "x"}),
        ("HARDENED_FROM_PUBLIC", "path", {"extended_key": XPUB, "path": "0/0h" + "/0" * 253}),
        ("FIELD_REQUIRED", "network", {"seed": SEED}),
        ("FIELD_UNKNOWN_VALUE", "network", {"seed": SEED, "network": 6}),
    ],
)
def test_derive_key_refuses_the_first_bad_field(reason: str, field: str, fields: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        derive(**fields)

    assert (refused.value.reason, refused.value.field) == (reason, field)


def test_refuses_a_step_beyond_depth_255() -> None:
    deep = derive(seed=SEED, path="/".join(["0"] * 255), network=MAINNET)
    assert deep.depth == 255

    with pytest.raises(Refusal) as refused:
        derive(extended_key=deep.extended_private_key, path="0")

    assert (refused.value.reason, refused.value.field) == ("CHILD_NOT_DERIVABLE", "path")


@pytest.mark.parametrize(
    ("reason", "field", "fields"),
    [
        ("FIELD_REQUIRED", "account_key", {}),
        ("EXTENDED_KEY_INVALID", "account_key", {"account_key": "xpub", "purpose": 3}),
        ("FIELD_REQUIRED", "purpose", {"account_key": XPUB, "index": 2**31}),
        ("FIELD_UNKNOWN_VALUE", "purpose", {"account_key": XPUB, "purpose": 48}),
        ("PURPOSE_MISMATCH", "purpose", {"account_key": ZPUB, "purpose": 49, "index": 2**31}),
        ("INDEX_INVALID", "index", {"account_key": ZPUB, "purpose": 84, "index": 2**31}),
        ("FIELD_REQUIRED", "network", {"account_key": ZPUB, "purpose": 84}),
        ("FIELD_UNKNOWN_VALUE", "network", {"account_key": ZPUB, "purpose": 84, "network": 6}),
        ("NETWORK_MISMATCH", "network", {"account_key": ZPUB, "purpose": 84, "network": REGTEST}),
        ("NETWORK_MISMATCH", "network", {"account_key": UPUB, "purpose": 49, "network": MAINNET}),
    ],
)
def test_derive_address_refuses_the_first_bad_field(reason: str, field: str, fields: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        address(**fields)

    assert (refused.value.reason, refused.value.field) == (reason, field)
