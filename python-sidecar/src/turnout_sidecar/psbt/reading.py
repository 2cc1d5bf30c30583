"""Bytes to a checked PSBT and back."""

from __future__ import annotations

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.codec.transaction import Transaction, read_transaction
from turnout_sidecar.psbt.checks import GLOBAL, INPUT, OUTPUT, check_map
from turnout_sidecar.psbt.fields import (
    MOST_ELEMENTS,
    read_count,
    read_number,
    read_stack,
    read_tap_origin,
    read_tree,
    read_utxo_transaction,
)
from turnout_sidecar.psbt.maps import MAGIC, Records, TooLargeError, read_maps, write_map
from turnout_sidecar.psbt.model import Psbt
from turnout_sidecar.psbt.order import canonical_global, canonical_input, canonical_output
from turnout_sidecar.psbt.types import Global, In, Out

_UNSIGNED = bytes((Global.UNSIGNED_TX,))
_VERSION = bytes((Global.VERSION,))
_NON_WITNESS_UTXO = bytes((In.NON_WITNESS_UTXO,))
_FINAL_WITNESS = bytes((In.FINAL_SCRIPT_WITNESS,))
_TREE = bytes((Out.TAP_TREE,))


def read_psbt(data: bytes) -> Psbt:
    """A PSBT as strict as Core reads one. Raises MalformedError and TooLargeError. Source: Core's psbt.h."""
    maps = read_maps(data)
    if not maps:
        raise MalformedError("no global map")
    head = maps[0]
    version = read_number(head[_VERSION], 4) if _VERSION in head else 0
    if version not in (0, 2):
        raise MalformedError("an unknown version")
    check_map("global", GLOBAL, head, version)
    unsigned = _unsigned(head, version)
    input_count, output_count = _counts(head, unsigned)
    if len(maps) != 1 + input_count + output_count:
        raise MalformedError("another number of maps than inputs and outputs")
    psbt = Psbt(version, head, maps[1 : 1 + input_count], maps[1 + input_count :], unsigned)
    for records in psbt.inputs:
        check_map("input", INPUT, records, version)
    for records in psbt.outputs:
        check_map("output", OUTPUT, records, version)
    elements = sum(_check_spent(psbt, index, records) for index, records in enumerate(psbt.inputs))
    if elements + _elements(psbt) > MOST_ELEMENTS:
        raise TooLargeError(f"over {MOST_ELEMENTS} elements")
    return psbt


def _unsigned(head: Records, version: int) -> Transaction | None:
    raw = head.get(_UNSIGNED)
    if (raw is None) == (version == 0):
        raise MalformedError("an unsigned transaction belongs to version 0 and to no other")
    if raw is None:
        return None
    transaction, end = read_transaction(raw, extended=False)
    if end != len(raw):
        raise MalformedError("a transaction with something behind it")
    if any(spent.script for spent in transaction.inputs):
        raise MalformedError("an unsigned transaction that is signed")
    return transaction


def _counts(head: Records, unsigned: Transaction | None) -> tuple[int, int]:
    if unsigned is not None:
        return len(unsigned.inputs), len(unsigned.outputs)
    return read_count(head[bytes((Global.INPUT_COUNT,))]), read_count(head[bytes((Global.OUTPUT_COUNT,))])


def _check_spent(psbt: Psbt, index: int, records: Records) -> int:
    """A previous transaction must be the one that the input names; how many elements it has."""
    raw = records.get(_NON_WITNESS_UTXO)
    if raw is None:
        return 0
    previous = read_utxo_transaction(raw)
    outpoint = psbt.spent_outpoint(index)
    if previous.txid != outpoint[:32]:
        raise MalformedError("the transaction of another outpoint")
    if int.from_bytes(outpoint[32:], "little") >= len(previous.outputs):
        raise MalformedError("an output that the transaction does not have")
    return len(previous.inputs) + len(previous.outputs) + sum(map(len, previous.witnesses))


def _elements(psbt: Psbt) -> int:
    """Witness items, leaf hashes and leaves of trees."""
    elements = 0
    for records in psbt.inputs:
        elements += len(read_stack(records.get(_FINAL_WITNESS, b"\x00")))
        elements += sum(len(read_tap_origin(v)[0]) for k, v in records.items() if k[0] == In.TAP_BIP32_DERIVATION)
    for records in psbt.outputs:
        elements += len(read_tree(records[_TREE])) if _TREE in records else 0
    return elements


def write_psbt(head: Records, inputs: list[Records], outputs: list[Records]) -> bytes:
    """The canonical bytes."""
    parts = [MAGIC, write_map(canonical_global(head))]
    parts += [write_map(canonical_input(records)) for records in inputs]
    parts += [write_map(canonical_output(records)) for records in outputs]
    return b"".join(parts)
