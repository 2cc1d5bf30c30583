from __future__ import annotations

import json
from typing import Any

import pytest
from turnout.script.v1 import verify_pb2

from tests import core_script, corpus
from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.operations.verify_input import verify_input
from turnout_sidecar.operations.verify_transaction import verify_transaction
from turnout_sidecar.refusal import Refusal
from turnout_sidecar.script.whole_transaction import read_whole

# What a node of today holds blocks to.
CONSENSUS = "P2SH,DERSIG,CHECKLOCKTIMEVERIFY,CHECKSEQUENCEVERIFY,WITNESS,NULLDUMMY,TAPROOT"
ALL = [verify_pb2.ScriptFlag.ValueType(number) for number in range(1, 22)]


def name_of(error: int) -> str:
    return verify_pb2.ScriptError.Name(error).removeprefix("SCRIPT_ERROR_") if error else "OK"  # type: ignore[arg-type]


def verify(request: verify_pb2.VerifyInputRequest) -> str:
    response = verify_pb2.VerifyInputResponse.FromString(verify_input(request.SerializeToString()))
    assert response.valid == (not response.error)
    return name_of(response.error)


def test_says_what_core_says_of_every_script_test() -> None:
    rows = [row for row in corpus.load("core/script_tests.json") if len(row) >= 4]
    for row in rows:
        test = core_script.script_test(row)
        assert verify(test.request) == test.expected, row
    assert len(rows) == 1222


def tx_valid() -> list[Any]:
    return [row for row in corpus.load("core/tx_valid.json") if len(row) == 3]


def test_every_valid_transaction_is_valid_under_the_flags_that_are_not_excluded() -> None:
    rows = tx_valid()
    for prevouts, raw, excluded in rows:
        left_out = set(core_script.flags(excluded))
        # What needs a flag that is left out would bring it back.
        if verify_pb2.SCRIPT_FLAG_P2SH in left_out:
            left_out.add(verify_pb2.SCRIPT_FLAG_WITNESS)
        if verify_pb2.SCRIPT_FLAG_WITNESS in left_out:
            left_out.add(verify_pb2.SCRIPT_FLAG_CLEANSTACK)
        flags = [flag for flag in ALL if flag not in left_out]
        transaction = read_whole(bytes.fromhex(raw))
        spent = {(txid, index & 0xFFFFFFFF): (rest[0], *rest[1:]) for txid, index, *rest in prevouts}
        request = verify_pb2.VerifyTransactionRequest(
            raw_transaction=bytes.fromhex(raw),
            flags=flags,
            amounts_unknown=True,
        )
        for outpoint, _, _ in transaction.inputs:
            script, *amount = spent[outpoint[31::-1].hex(), int.from_bytes(outpoint[32:], "little")]
            if not transaction.is_coinbase:
                request.prevouts.add(value=amount[0] if amount else 0, script_pub_key=core_script.parse(script))
        response = verify_pb2.VerifyTransactionResponse.FromString(verify_transaction(request.SerializeToString()))
        assert response.valid, (raw, excluded, name_of(response.script_error), response.error)
    assert len(rows) == 121


def with_witness(raw: str, index: int, script_sig: str, witness: list[str]) -> bytes:
    """A transaction with one input's script and witness put in place."""
    transaction = read_whole(bytes.fromhex(raw))
    parts = [transaction.version.to_bytes(4, "little") + b"\x00\x01", write_compact_size(len(transaction.inputs))]
    stacks = list(transaction.witnesses or [[]] * len(transaction.inputs))
    stacks[index] = [bytes.fromhex(item) for item in witness]
    for place, (outpoint, script, sequence) in enumerate(transaction.inputs):
        script = bytes.fromhex(script_sig) if place == index else script
        parts += (outpoint, write_compact_size(len(script)), script, sequence.to_bytes(4, "little"))
    parts.append(write_compact_size(len(transaction.outputs)))
    for value, script in transaction.outputs:
        parts += (value.to_bytes(8, "little"), write_compact_size(len(script)), script)
    if not any(stacks):
        del parts[0]
        parts.insert(0, transaction.version.to_bytes(4, "little"))
    else:
        for stack in stacks:
            parts.append(write_compact_size(len(stack)))
            for item in stack:
                parts += (write_compact_size(len(item)), item)
    return b"".join([*parts, transaction.lock_time.to_bytes(4, "little")])


def script_assets() -> list[Any]:
    folder = corpus.path("taproot")
    files = sorted(file for file in folder.iterdir() if len(file.name) == 40)
    return [json.loads(file.read_text("utf-8").strip().rstrip(",")) for file in files]


def test_the_script_assets_hold_and_fail_as_they_say() -> None:
    assets = script_assets()
    good = bad = 0
    for asset in assets:
        for kind in ("success", "failure"):
            if kind not in asset:
                continue
            spend = asset[kind]
            request = verify_pb2.VerifyInputRequest(
                raw_transaction=with_witness(asset["tx"], asset["index"], spend["scriptSig"], spend["witness"]),
                input_index=asset["index"],
                flags=core_script.flags(asset["flags"]),
            )
            for prevout in asset["prevouts"]:
                value, script = int.from_bytes(bytes.fromhex(prevout[:16]), "little"), bytes.fromhex(prevout[16:])
                request.prevouts.add(value=value, script_pub_key=script[1:] if script[0] < 0xFD else script[3:])
            error = verify(request)
            assert (error == "OK") == (kind == "success"), (asset["comment"], kind, error)
            good, bad = good + (kind == "success"), bad + (kind == "failure")
    assert (good, bad) == (705, 621)


@pytest.mark.parametrize("number", [0, 22, 99])
def test_refuses_a_flag_that_is_none(number: int) -> None:
    row = ["", "1", "", "OK"]
    request = core_script.script_test(row).request
    request.flags.append(number)  # type: ignore[arg-type]
    with pytest.raises(Refusal) as refused:
        verify_input(request.SerializeToString())
    assert (refused.value.reason, refused.value.field) == ("FIELD_UNKNOWN_VALUE", "flags[0]")
