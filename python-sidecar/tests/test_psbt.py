from __future__ import annotations

from base64 import b64decode
from binascii import Error
from typing import Any

import pytest
from turnout.bitcoin.v1 import bitcoin_pb2
from turnout.keys.v1 import psbt_pb2 as keys_pb2
from turnout.script.v1 import psbt_pb2

from tests import corpus
from turnout_sidecar.operations.combine_psbt import combine_psbt
from turnout_sidecar.operations.convert_psbt import convert_psbt
from turnout_sidecar.operations.decode_psbt import decode_psbt
from turnout_sidecar.operations.finalize_psbt import finalize_psbt
from turnout_sidecar.operations.sign_psbt import sign_psbt
from turnout_sidecar.operations.update_psbt import update_psbt
from turnout_sidecar.psbt.finishing import MOST_WORK
from turnout_sidecar.psbt.maps import MOST_RECORDS
from turnout_sidecar.refusal import Refusal

VERSIONS = (psbt_pb2.PSBT_VERSION_BIP174, psbt_pb2.PSBT_VERSION_BIP370)


def flows() -> list[Any]:
    found: list[Any] = corpus.load("recorded/psbt_flows.json")
    return found


def decode(psbt: bytes) -> psbt_pb2.DecodePsbtResponse:
    request = psbt_pb2.DecodePsbtRequest(psbt=psbt, network=bitcoin_pb2.NETWORK_REGTEST)
    return psbt_pb2.DecodePsbtResponse.FromString(decode_psbt(request.SerializeToString()))


def combine(*psbts: bytes) -> bytes:
    request = psbt_pb2.CombinePsbtRequest(psbts=psbts)
    return psbt_pb2.CombinePsbtResponse.FromString(combine_psbt(request.SerializeToString())).psbt


def convert(psbt: bytes, version: psbt_pb2.PsbtVersion.ValueType) -> bytes:
    request = psbt_pb2.ConvertPsbtRequest(psbt=psbt, psbt_version=version)
    return psbt_pb2.ConvertPsbtResponse.FromString(convert_psbt(request.SerializeToString())).psbt


def sign(psbt: bytes) -> keys_pb2.SignPsbtResponse:
    key = corpus.load("recorded/README.json")["master_tprv"]
    request = keys_pb2.SignPsbtRequest(psbt=psbt, extended_private_keys=[key])
    return keys_pb2.SignPsbtResponse.FromString(sign_psbt(request.SerializeToString()))


def put(psbt: bytes, key: bytes, value: bytes) -> bytes:
    record = psbt_pb2.PsbtRecord(map=psbt_pb2.PSBT_MAP_INPUT, key=key, value=value)
    request = psbt_pb2.UpdatePsbtRequest(psbt=psbt, records=[record])
    return psbt_pb2.UpdatePsbtResponse.FromString(update_psbt(request.SerializeToString())).psbt


def test_refuses_what_core_refuses() -> None:
    core = corpus.load("core/rpc_psbt.json")
    texts = core["invalid"] + [pair[0] for pair in core["invalid_with_msg"]]
    refused = 0
    for text in texts:
        try:
            psbt = b64decode(text, validate=True)
        except Error:
            continue
        with pytest.raises(Refusal) as refusal:
            decode(psbt)
        assert (refusal.value.reason, refusal.value.field) == ("PSBT_MALFORMED", "psbt")
        refused += 1
    assert refused == len(texts) - 2


def test_writes_what_it_reads_in_one_order() -> None:
    for text in corpus.load("core/rpc_psbt.json")["valid"]:
        psbt = b64decode(text)
        canonical = combine(psbt, psbt)

        assert combine(canonical) == canonical
        assert decode(canonical).inputs == decode(psbt).inputs


def test_takes_every_recorded_flow_from_the_funded_psbt_to_the_transaction() -> None:
    for flow in flows():
        signed = sign(b64decode(flow["unsigned"]))

        assert signed.psbt == b64decode(flow["signed_not_final"])
        assert not signed.unsigned_inputs
        request = psbt_pb2.FinalizePsbtRequest(psbt=signed.psbt, extract=True)
        final = psbt_pb2.FinalizePsbtResponse.FromString(finalize_psbt(request.SerializeToString()))
        assert final.raw_transaction.hex() == flow["finalized_hex"]


def test_combines_in_any_order_and_twice_the_same() -> None:
    for flow in flows():
        unsigned, signed = b64decode(flow["unsigned"]), b64decode(flow["signed_not_final"])

        assert combine(unsigned, signed) == combine(signed, unsigned) == combine(signed, signed) == signed


def test_converts_to_the_other_version_and_back_without_loss() -> None:
    for flow in flows():
        signed = b64decode(flow["signed_not_final"])
        own, other = VERSIONS if flow["version"] == 0 else VERSIONS[::-1]

        assert convert(convert(signed, other), own) == signed


def test_keeps_records_that_it_does_not_know() -> None:
    updated = put(b64decode(flows()[0]["unsigned"]), b"\xf0\xaa", b"\x01")

    assert decode(updated).inputs[0].unknown[0].key == b"\xf0\xaa"
    assert decode(convert(updated, psbt_pb2.PSBT_VERSION_BIP370)).inputs[0].unknown[0].value == b"\x01"


def test_refuses_records_that_would_make_another_transaction() -> None:
    with pytest.raises(Refusal) as refusal:
        put(b64decode(flows()[0]["unsigned"]), b"\x0e", bytes(32))

    assert (refusal.value.reason, refusal.value.field) == ("PSBT_RECORD_INVALID", "records[0].key")


def test_does_not_sign_an_amount_that_the_whole_transaction_denies() -> None:
    flow = next(flow for flow in flows() if flow["wallet"] == "g_wpkh")
    psbt = b64decode(flow["unsigned"])
    script = decode(psbt).inputs[0].witness_utxo.script_pub_key.raw
    wrong = put(psbt, b"\x01", (1).to_bytes(8, "little") + bytes((len(script),)) + script)

    signed = sign(wrong)

    assert not signed.signatures
    assert signed.unsigned_inputs[0].reason == keys_pb2.PSBT_UNSIGNED_REASON_UTXO_MISMATCH


def test_refuses_more_records_than_the_limit_without_reading_them() -> None:
    records = b"".join(b"\x04\xf0" + number.to_bytes(3, "big") + b"\x00" for number in range(MOST_RECORDS))

    with pytest.raises(Refusal) as refusal:
        decode(b"psbt\xff" + records + b"\x00")

    assert (refusal.value.reason, refusal.value.field) == ("LIMIT_EXCEEDED", "psbt")


def test_does_not_sign_more_inputs_than_the_limit() -> None:
    count = 1000
    assert count * count * 41 > MOST_WORK
    inputs = b"".join(bytes(32) + number.to_bytes(4, "little") + bytes(5) for number in range(count))
    unsigned = b"\x02\x00\x00\x00\xfd" + count.to_bytes(2, "little") + inputs + b"\x00" + bytes(4)
    size = b"\xfd" + len(unsigned).to_bytes(2, "little")

    with pytest.raises(Refusal) as refusal:
        sign(b"psbt\xff\x01\x00" + size + unsigned + b"\x00" + bytes(count))

    assert (refusal.value.reason, refusal.value.field) == ("LIMIT_EXCEEDED", "psbt")
