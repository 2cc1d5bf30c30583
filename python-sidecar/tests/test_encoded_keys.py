from __future__ import annotations

from typing import Any

import pytest
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.keys.v1 import encoded_key_pb2

from tests import corpus
from turnout_sidecar.address.networks import BY_CHAIN
from turnout_sidecar.operations.parse_extended_key import parse_extended_key
from turnout_sidecar.operations.parse_private_key import parse_private_key
from turnout_sidecar.refusal import Refusal

MAINNET = bitcoin_pb2.NETWORK_MAINNET
REGTEST = bitcoin_pb2.NETWORK_REGTEST
WIF = "L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k"


def extended(text: str) -> encoded_key_pb2.ParseExtendedKeyResponse:
    request = encoded_key_pb2.ParseExtendedKeyRequest(extended_key=text)
    return encoded_key_pb2.ParseExtendedKeyResponse.FromString(parse_extended_key(request.SerializeToString()))


def private(**fields: Any) -> encoded_key_pb2.ParsePrivateKeyResponse:
    request = encoded_key_pb2.ParsePrivateKeyRequest(**fields)
    return encoded_key_pb2.ParsePrivateKeyResponse.FromString(parse_private_key(request.SerializeToString()))


def test_parses_every_key_of_bip32() -> None:
    for vector in corpus.load("bips/bip32.json")["valid"]:
        for chain in vector["chains"]:
            parsed = extended(chain["xprv"])
            assert (parsed.is_private, parsed.is_mainnet) == (True, True)
            assert parsed.prefix == encoded_key_pb2.EXTENDED_KEY_PREFIX_X
            assert (parsed.extended_private_key, parsed.extended_public_key) == (chain["xprv"], chain["xpub"])
            public = extended(chain["xpub"])
            assert (public.is_private, public.private_key, public.extended_private_key) == (False, b"", "")
            assert public.public_key == parsed.public_key


def test_refuses_every_invalid_key_of_bip32() -> None:
    for vector in corpus.load("bips/bip32.json")["invalid"]:
        with pytest.raises(Refusal) as refused:
            extended(vector["key"])
        assert (refused.value.reason, refused.value.field) == ("EXTENDED_KEY_INVALID", "extended_key")


def test_gives_slip132_keys_bip32s_prefix() -> None:
    parsed = extended(
        "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs"
    )
    assert parsed.prefix == encoded_key_pb2.EXTENDED_KEY_PREFIX_SMALL_Z
    assert parsed.extended_public_key.startswith("xpub6")
    assert extended(parsed.extended_public_key).public_key == parsed.public_key


def test_reads_every_private_key_of_core() -> None:
    count = 0
    for text, payload, facts in corpus.load("core/key_io_valid.json"):
        if facts["isPrivkey"]:
            network = BY_CHAIN[facts["chain"]].number
            parsed = private(private_key=text, network=network)
            assert (parsed.private_key.hex(), parsed.is_compressed) == (payload, facts["isCompressed"])
            assert len(parsed.public_key) == (33 if parsed.is_compressed else 65)
            count += 1
    assert count == 16


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({"private_key": WIF}, "FIELD_REQUIRED", "network"),
        ({"private_key": WIF, "network": 9}, "FIELD_UNKNOWN_VALUE", "network"),
        ({"network": MAINNET}, "FIELD_REQUIRED", "private_key"),
        ({"private_key": WIF, "network": REGTEST}, "NETWORK_MISMATCH", "private_key"),
        ({"private_key": " " + WIF, "network": MAINNET}, "PRIVATE_KEY_INVALID", "private_key"),
        ({"private_key": WIF[:-1], "network": MAINNET}, "PRIVATE_KEY_INVALID", "private_key"),
        ({"private_key": "1" * 500_000, "network": MAINNET}, "PRIVATE_KEY_INVALID", "private_key"),
    ],
)
def test_refuses_what_is_no_private_key(fields: dict[str, Any], reason: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        private(**fields)
    assert (refused.value.reason, refused.value.field) == (reason, field)
    assert WIF not in str(refused.value)
