from __future__ import annotations

from random import Random

import pytest
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.script.v1 import script_pb2

from tests import corpus, expect
from turnout_sidecar.address.encode import address_of
from turnout_sidecar.address.networks import BY_CHAIN
from turnout_sidecar.codec import bech32
from turnout_sidecar.codec.bech32_errors import locate_errors
from turnout_sidecar.operations.validate_address import validate_address
from turnout_sidecar.script.solver import solve

MAINNET = bitcoin_pb2.NETWORK_MAINNET

# Core's texts; three of them may also be a good bech32 text of another network, which the contract tells apart.
_ERRORS = {
    "Invalid or unsupported Base58-encoded address.": {"BASE58_PREFIX_OR_LENGTH"},
    "Invalid checksum or length of Base58 address (P2PKH or P2SH)": {"BASE58_CHECKSUM", "BECH32_PREFIX"},
    "Invalid or unsupported Segwit (Bech32) or Base58 encoding.": {"UNRECOGNIZED", "BECH32_PREFIX"},
    "Invalid character or mixed case": {"BECH32_ENCODING"},
    "Version 0 witness address must use Bech32 checksum": {"BECH32_VARIANT"},
    "Version 1+ witness address must use Bech32m checksum": {"BECH32_VARIANT"},
    "Invalid padding in Bech32 data section": {"WITNESS_PROGRAM"},
    "Invalid Bech32 address program size (1 byte)": {"WITNESS_PROGRAM"},
}


def validate(
    address: str, network: bitcoin_pb2.Network.ValueType = expect.REGTEST
) -> script_pb2.ValidateAddressResponse:
    request = script_pb2.ValidateAddressRequest(address=address, network=network)
    return script_pb2.ValidateAddressResponse.FromString(validate_address(request.SerializeToString()))


def error_of(address: str, network: bitcoin_pb2.Network.ValueType = expect.REGTEST) -> str:
    error = script_pb2.AddressError.Name(validate(address, network).error)
    return error.removeprefix("ADDRESS_ERROR_")


def test_judges_every_recorded_address_as_the_node_did() -> None:
    recorded = corpus.load("recorded/validateaddress_regtest.json")
    for entry in recorded:
        core, response = entry["out"]["result"], validate(entry["address"])
        assert response.valid == core["isvalid"], entry["address"]
        if response.valid:
            assert response.script_pub_key.hex() == core["scriptPubKey"]
            assert response.is_script == core.get("isscript", False)
            assert response.is_witness == core["iswitness"]
            assert response.witness_version == core.get("witness_version", 0)
            assert response.witness_program.hex() == core.get("witness_program", "")
        else:
            assert list(response.error_locations) == core["error_locations"]
            if entry["address"]:
                assert error_of(entry["address"]) in _ERRORS[core["error"]]
    assert len(recorded) == 156


def test_reads_and_writes_every_valid_address_of_core() -> None:
    count = 0
    for address, script, meta in corpus.load("core/key_io_valid.json"):
        if meta["isPrivkey"]:
            continue
        network = BY_CHAIN[meta["chain"]]
        number = bitcoin_pb2.Network.ValueType(network.number)
        spellings = [address, address.swapcase()] if meta.get("tryCaseFlip") else [address]
        for spelling in spellings:
            assert validate(spelling, number).script_pub_key.hex() == script
        assert address_of(solve(bytes.fromhex(script)), network).lower() == address.lower()
        count += 1
    assert count == 54


# From Core's own test of error locations.
@pytest.mark.parametrize(
    ("address", "places"),
    [
        ("bcrt1q049edschfnwystcqnsvyfpj23mpsg3jcedq9xv", [9]),
        ("BCRT1QPLMTZKC2XHARPPZDLNPAQL78RSHJ68U32RAH7R", [38]),
        ("bcrt1qax9suht3qv95sw33xavx8crpxduefdrsvgsklu", [22, 43]),
        ("bcrt1q" + "q" * 100, list(range(90, 106))),
        ("bcrtq049edschfnwystcqnsvyfpj23mpsg3jcedq9xv", []),
        ("bcrt1qqqqq", [4]),
        ("bcrt1q049edschfnwystcqnsvyfpj23mpsg3jcedq9xb", [43]),
    ],
)
def test_names_the_places_of_errors(address: str, places: list[int]) -> None:
    response = validate(address)

    assert response.error == script_pb2.ADDRESS_ERROR_BECH32_ENCODING
    assert list(response.error_locations) == places


def test_finds_any_one_or_two_substitutions() -> None:
    seed = 3
    random = Random(seed)
    for _ in range(300):
        constant = random.choice((bech32.BECH32, bech32.BECH32M))
        text = bech32.encode(constant, "tb", [random.randrange(32) for _ in range(random.choice((33, 53)))])
        places = sorted(random.sample(range(3, len(text)), random.choice((1, 2))))
        wrong = list(text)
        for place in places:
            wrong[place] = random.choice([other for other in bech32.CHARSET if other != text[place]])
        assert locate_errors("".join(wrong).encode()) == places, f"seed {seed}"


@pytest.mark.parametrize(
    ("address", "network", "error"),
    [
        ("", MAINNET, "UNRECOGNIZED"),
        ("not an address", MAINNET, "UNRECOGNIZED"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", expect.REGTEST, "BASE58_PREFIX_OR_LENGTH"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", MAINNET, "BASE58_CHECKSUM"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", expect.REGTEST, "BECH32_PREFIX"),
        ("bcrt1q6rz28mcfaxtmd6v789l9rrlrusdprr9pz3cppk", MAINNET, "BECH32_PREFIX"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", MAINNET, "BECH32_ENCODING"),
        ("bc1gmk9yu", MAINNET, "WITNESS_PROGRAM"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa\0", MAINNET, "UNRECOGNIZED"),
    ],
)
def test_says_what_is_wrong(address: str, network: bitcoin_pb2.Network.ValueType, error: str) -> None:
    assert error_of(address, network) == error


def test_skips_blanks_around_base58_as_core_does() -> None:
    assert validate(" 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa\n", MAINNET).valid


def test_describes_the_anchor() -> None:
    response = validate("bc1pfeessrawgf", MAINNET)

    assert response.valid
    assert response.is_script
    assert (response.witness_version, response.witness_program) == (1, b"\x4e\x73")
    assert response.type == bitcoin_pb2.SCRIPT_TYPE_ANCHOR
