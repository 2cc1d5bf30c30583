from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.script.v1 import script_pb2

from tests import corpus, expect
from turnout_sidecar.operations.decode_script import decode_script
from turnout_sidecar.script.asm import asm
from turnout_sidecar.script.solver import ScriptType, solve


def decode(script: bytes, network: bitcoin_pb2.Network.ValueType = expect.REGTEST) -> script_pb2.DecodeScriptResponse:
    request = script_pb2.DecodeScriptRequest(script=script, network=network)
    return script_pb2.DecodeScriptResponse.FromString(decode_script(request.SerializeToString()))


def test_decodes_every_recorded_script_as_the_node_did() -> None:
    recorded = [(entry["hex"], entry["out"]["result"]) for entry in corpus.load("recorded/decodescript.json")]
    for script, core in recorded + corpus.load("core/rpc_decodescript.json"):
        response = decode(bytes.fromhex(script))
        expect.script_pub_key(response.script_pub_key, core)
        assert response.p2sh == core.get("p2sh", "")
        assert response.HasField("segwit") == ("segwit" in core)
        if "segwit" in core:
            expect.script_pub_key(response.segwit.script_pub_key, core["segwit"])
            assert response.segwit.p2sh_segwit == core["segwit"]["p2sh-segwit"]
    assert len(recorded) == 142


def test_infers_the_miniscripts_of_our_own_vectors() -> None:
    vectors = json.loads((corpus.OWN / "miniscript.json").read_text())
    for vector in vectors:
        descriptor = decode(bytes.fromhex(vector["script"])).segwit.script_pub_key.output_descriptor
        inside = descriptor[4 : descriptor.rindex(")")] if descriptor.startswith("wsh(") else ""
        assert inside == vector["miniscript"], vector["name"]
    assert len(vectors) == 145


def test_a_bare_key_has_a_descriptor_and_no_address() -> None:
    key = "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"

    response = decode(bytes.fromhex("21" + key + "ac"))

    assert response.script_pub_key.type == bitcoin_pb2.SCRIPT_TYPE_PUBKEY
    assert response.script_pub_key.output_descriptor == f"pk({key})#gn28ywm7"
    assert response.script_pub_key.address == ""
    assert response.segwit.script_pub_key.type == bitcoin_pb2.SCRIPT_TYPE_WITNESS_V0_KEYHASH


def test_an_uncompressed_key_has_no_witness_form() -> None:
    response = decode(bytes.fromhex("41" + "04" + "11" * 64 + "ac"))

    assert response.p2sh
    assert not response.HasField("segwit")


def test_a_hybrid_key_is_told_raw() -> None:
    response = decode(bytes.fromhex("41" + "06" + "11" * 64 + "ac"))

    assert response.script_pub_key.type == bitcoin_pb2.SCRIPT_TYPE_PUBKEY
    assert response.script_pub_key.output_descriptor.startswith("raw(")


def test_names_the_anchor() -> None:
    response = decode(bytes.fromhex("51024e73"), bitcoin_pb2.NETWORK_MAINNET)

    assert response.script_pub_key.type == bitcoin_pb2.SCRIPT_TYPE_ANCHOR
    assert response.script_pub_key.address == "bc1pfeessrawgf"
    assert response.p2sh == ""


def test_marks_signatures_of_a_script_sig_only() -> None:
    signature = bytes.fromhex("3006020101020101" + "83")
    script = bytes((len(signature),)) + signature

    assert asm(script, is_script_sig=True) == "3006020101020101[SINGLE|ANYONECANPAY]"
    assert asm(script) == signature.hex()
    assert asm(b"\x6a" + script, is_script_sig=True) == f"OP_RETURN {signature.hex()}"


def test_counts_above_sixteen_are_pushed() -> None:
    keys = b"".join(b"\x21\x02" + bytes((number,)) * 32 for number in range(17))

    assert solve(b"\x01\x11" + keys + b"\x01\x11\xae").type is ScriptType.MULTISIG
    assert solve(b"\x01\x11" + keys + b"\x02\x11\x00\xae").type is ScriptType.NONSTANDARD
    assert solve(b"\x60" + keys + b"\x60\xae").type is ScriptType.NONSTANDARD


@given(st.binary(max_size=120))
def test_any_bytes_are_a_script(script: bytes) -> None:
    response = decode(script)

    assert response.script_pub_key.raw == script
    assert "#" in response.script_pub_key.output_descriptor
