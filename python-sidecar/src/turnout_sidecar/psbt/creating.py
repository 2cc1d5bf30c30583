"""The creator: records for a transaction that nobody has signed; and the same transaction in another version."""

from __future__ import annotations

from typing import NamedTuple

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.transaction import Input, Output
from turnout_sidecar.psbt.maps import Records
from turnout_sidecar.psbt.model import Psbt, build_transaction
from turnout_sidecar.psbt.reading import write_psbt
from turnout_sidecar.psbt.types import Global, In, Out

LOCK_TIME_THRESHOLD = 500_000_000


class NewInput(NamedTuple):
    """`time` and `height` are required lock times, version 2 only."""

    spent: Input
    time: int | None = None
    height: int | None = None


def create(
    version: int, transaction_version: int, inputs: list[NewInput], outputs: list[Output], lock_time: int
) -> bytes:
    """The bytes of a new PSBT; with version 2 the lock time is the fallback."""
    if version == 0:
        unsigned = build_transaction(transaction_version, [given.spent for given in inputs], outputs, lock_time)
        head = {_key(Global.UNSIGNED_TX): unsigned.raw}
        return write_psbt(head, [{} for _ in inputs], [{} for _ in outputs])
    head = _head(transaction_version, lock_time, len(inputs), len(outputs))
    return write_psbt(head, [_input(*given) for given in inputs], [_output(output) for output in outputs])


def convert(psbt: Psbt, version: int) -> bytes:
    """The same PSBT in a version. Raises LockTimeConflictError."""
    if version == psbt.version:
        return write_psbt(psbt.globals, psbt.inputs, psbt.outputs)
    if version == 0:
        head = _without(psbt.globals, 2, 3, 4, 5, 6, Global.VERSION) | {_key(Global.UNSIGNED_TX): psbt.transaction.raw}
        inputs = [_without(records, *range(In.PREVIOUS_TXID, In.REQUIRED_HEIGHT + 1)) for records in psbt.inputs]
        outputs = [_without(records, Out.AMOUNT, Out.SCRIPT) for records in psbt.outputs]
        return write_psbt(head, inputs, outputs)
    unsigned = psbt.transaction
    head = _without(psbt.globals, Global.UNSIGNED_TX, Global.VERSION)
    head |= _head(unsigned.version, unsigned.lock_time, len(unsigned.inputs), len(unsigned.outputs))
    inputs = [records | _input(spent) for records, spent in zip(psbt.inputs, unsigned.inputs, strict=True)]
    outputs = [records | _output(output) for records, output in zip(psbt.outputs, unsigned.outputs, strict=True)]
    return write_psbt(head, inputs, outputs)


def _head(transaction_version: int, lock_time: int, input_count: int, output_count: int) -> Records:
    return {
        _key(Global.TX_VERSION): transaction_version.to_bytes(4, "little"),
        _key(Global.FALLBACK_LOCK_TIME): lock_time.to_bytes(4, "little"),
        _key(Global.INPUT_COUNT): write_compact_size(input_count),
        _key(Global.OUTPUT_COUNT): write_compact_size(output_count),
        _key(Global.VERSION): b"\x02\x00\x00\x00",
    }


def _input(spent: Input, time: int | None = None, height: int | None = None) -> Records:
    records = {
        _key(In.PREVIOUS_TXID): spent.outpoint[:32],
        _key(In.OUTPUT_INDEX): spent.outpoint[32:],
        _key(In.SEQUENCE): spent.sequence.to_bytes(4, "little"),
    }
    if time is not None:
        records[_key(In.REQUIRED_TIME)] = time.to_bytes(4, "little")
    if height is not None:
        records[_key(In.REQUIRED_HEIGHT)] = height.to_bytes(4, "little")
    return records


def _output(output: Output) -> Records:
    return {_key(Out.AMOUNT): output.value.to_bytes(8, "little", signed=True), _key(Out.SCRIPT): output.script}


def _without(records: Records, *kinds: int) -> Records:
    dropped = {_key(kind) for kind in kinds}
    return {key: value for key, value in records.items() if key not in dropped}


def _key(kind: int) -> bytes:
    return bytes((kind,))
