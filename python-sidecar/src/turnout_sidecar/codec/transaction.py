"""Transactions, as Core's primitives/transaction.h reads them.

python-bitcoinlib's codec is not used here: it is 10 times slower and lets through what Core refuses (superfluous
witness records, unknown flags, long length prefixes).
"""

from __future__ import annotations

from struct import Struct, error
from typing import NamedTuple

from turnout_sidecar.codec.compact_size import MalformedError, read_compact_size
from turnout_sidecar.codec.hashes import hash256

_U32 = Struct("<I")
_I64 = Struct("<q")
_NULL_OUTPOINT = bytes(32) + b"\xff\xff\xff\xff"


class Input(NamedTuple):
    """`outpoint` is txid in wire order and the index, 36 bytes."""

    outpoint: bytes
    script: bytes
    sequence: int


class Output(NamedTuple):
    """`value` in satoshis, signed as on the wire."""

    value: int
    script: bytes


class Transaction(NamedTuple):
    """`witnesses` has one stack per input, or is empty; `raw` is the serialization that all of it came from."""

    version: int
    inputs: list[Input]
    outputs: list[Output]
    witnesses: list[list[bytes]]
    lock_time: int
    raw: bytes
    # Where the witness record lies in raw; both 0 when there is none.
    witness_start: int
    witness_end: int

    @property
    def stripped(self) -> bytes:
        """The serialization without marker, flag and witnesses."""
        if not self.witness_end:
            return self.raw
        return self.raw[:4] + self.raw[6 : self.witness_start] + self.raw[self.witness_end :]

    @property
    def txid(self) -> bytes:
        """In wire order."""
        return hash256(self.stripped)

    @property
    def is_coinbase(self) -> bool:
        """Whether its only input spends nothing."""
        return len(self.inputs) == 1 and self.inputs[0].outpoint == _NULL_OUTPOINT


def read_transaction(data: bytes, at: int = 0, *, extended: bool = True) -> tuple[Transaction, int]:
    """One transaction at an offset, and the offset behind it; with `extended` a witness record is understood.

    Raises MalformedError.
    """
    try:
        return _read(data, at, extended)
    except (IndexError, error):
        raise MalformedError("the data end in the middle of a transaction") from None


def _read(data: bytes, start: int, extended: bool) -> tuple[Transaction, int]:
    (version,) = _U32.unpack_from(data, start)
    inputs, at = _read_inputs(data, start + 4)
    outputs: list[Output] = []
    flags = 0
    if not inputs and extended:
        flags = data[at]
        at += 1
        if flags:
            inputs, at = _read_inputs(data, at)
            outputs, at = _read_outputs(data, at)
    else:
        outputs, at = _read_outputs(data, at)
    witnesses: list[list[bytes]] = []
    witness_start = witness_end = 0
    if flags & 1:
        witness_start = at - start
        for _ in inputs:
            stack, at = _read_stack(data, at)
            witnesses.append(stack)
        witness_end = at - start
        if not any(witnesses):
            raise MalformedError("a witness record without a witness")
    if flags & ~1:
        raise MalformedError("an unknown flag")
    (lock_time,) = _U32.unpack_from(data, at)
    at += 4
    raw = data if start == 0 and at == len(data) else data[start:at]
    return Transaction(version, inputs, outputs, witnesses, lock_time, raw, witness_start, witness_end), at


def _read_inputs(data: bytes, at: int) -> tuple[list[Input], int]:
    count, at = read_compact_size(data, at)
    inputs = []
    for _ in range(count):
        outpoint_end = at + 36
        size, script_at = read_compact_size(data, outpoint_end)
        end = script_at + size
        (sequence,) = _U32.unpack_from(data, end)
        inputs.append(Input(data[at:outpoint_end], data[script_at:end], sequence))
        at = end + 4
    return inputs, at


def _read_outputs(data: bytes, at: int) -> tuple[list[Output], int]:
    count, at = read_compact_size(data, at)
    outputs = []
    for _ in range(count):
        (value,) = _I64.unpack_from(data, at)
        size, script_at = read_compact_size(data, at + 8)
        at = script_at + size
        if at > len(data):
            raise IndexError
        outputs.append(Output(value, data[script_at:at]))
    return outputs, at


def _read_stack(data: bytes, at: int) -> tuple[list[bytes], int]:
    count, at = read_compact_size(data, at)
    stack = []
    for _ in range(count):
        size, item_at = read_compact_size(data, at)
        at = item_at + size
        if at > len(data):
            raise IndexError
        stack.append(data[item_at:at])
    return stack, at
