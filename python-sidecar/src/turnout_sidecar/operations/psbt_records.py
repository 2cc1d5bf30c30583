"""Records that a request puts into a PSBT as they are."""

from __future__ import annotations

from turnout.script.v1 import psbt_pb2

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.psbt.checks import GLOBAL, INPUT, NOT_IN_V0, OUTPUT, Check, check_record
from turnout_sidecar.psbt.maps import Records, key_type
from turnout_sidecar.psbt.types import Global, In, Out
from turnout_sidecar.psbt.updating import MOST_ADDED, TooMuchError, Updater
from turnout_sidecar.refusal import Refusal, required, unknown_value

# What makes the transaction, version 0's and version 2's.
_FIXED = {
    "global": (Global.UNSIGNED_TX, Global.TX_VERSION, Global.INPUT_COUNT, Global.OUTPUT_COUNT, Global.VERSION),
    "input": (In.PREVIOUS_TXID, In.OUTPUT_INDEX),
    "output": (Out.AMOUNT, Out.SCRIPT),
}


def put_record(updater: Updater, field: str, record: psbt_pb2.PsbtRecord) -> None:
    """Checks one record by itself and puts it."""
    name, checks, maps = _maps(updater, field, record.map)
    if record.index >= len(maps):
        raise Refusal("PSBT_RECORD_INVALID", f"{field}.index", f"there are {len(maps)} of them")
    if not record.key:
        raise required(f"{field}.key", "a type and key data")
    try:
        kind = key_type(record.key)
        check_record(checks, record.key, record.value)
    except MalformedError as error:
        raise Refusal("PSBT_RECORD_INVALID", f"{field}.key", str(error)) from None
    if kind in _FIXED[name] or (updater.psbt.version == 0 and kind in NOT_IN_V0[name]):
        raise Refusal("PSBT_RECORD_INVALID", f"{field}.key", f"type {kind} cannot be put here")
    try:
        updater.put(maps[record.index], record.key, record.value)
    except TooMuchError:
        raise Refusal("LIMIT_EXCEEDED", field, f"the update adds over {MOST_ADDED} bytes") from None


def _maps(updater: Updater, field: str, number: int) -> tuple[str, dict[int, Check], list[Records]]:
    match number:
        case psbt_pb2.PSBT_MAP_UNSPECIFIED:
            raise required(f"{field}.map", "a PsbtMap")
        case psbt_pb2.PSBT_MAP_GLOBAL:
            return "global", GLOBAL, [updater.globals]
        case psbt_pb2.PSBT_MAP_INPUT:
            return "input", INPUT, updater.inputs
        case psbt_pb2.PSBT_MAP_OUTPUT:
            return "output", OUTPUT, updater.outputs
        case _:
            raise unknown_value(f"{field}.map", number, "turnout.script.v1.PsbtMap")
