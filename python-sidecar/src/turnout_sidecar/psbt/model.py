"""A PSBT as a value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.codec.transaction import Input, Output, Transaction
from turnout_sidecar.psbt.fields import read_output, read_utxo_transaction
from turnout_sidecar.psbt.maps import Records
from turnout_sidecar.psbt.types import Global, In, Out

_FINAL_SEQUENCE = 0xFFFFFFFF


class LockTimeConflictError(ValueError):
    """No lock time meets what the inputs require together (BIP370)."""


@dataclass(frozen=True)
class Psbt:
    """Checked records. `version` is 0 or 2; `unsigned` is version 0's transaction."""

    version: int
    globals: Records
    inputs: list[Records]
    outputs: list[Records]
    unsigned: Transaction | None

    def spent_outpoint(self, index: int) -> bytes:
        """Txid and index that an input spends, 36 bytes."""
        if self.unsigned is not None:
            return self.unsigned.inputs[index].outpoint
        records = self.inputs[index]
        return records[_key(In.PREVIOUS_TXID)] + records[_key(In.OUTPUT_INDEX)]

    def sequence(self, index: int) -> int:
        """An input's sequence number."""
        if self.unsigned is not None:
            return self.unsigned.inputs[index].sequence
        written = self.inputs[index].get(_key(In.SEQUENCE))
        return _FINAL_SEQUENCE if written is None else int.from_bytes(written, "little")

    @cached_property
    def payments(self) -> list[Output]:
        """The transaction's outputs."""
        if self.unsigned is not None:
            return self.unsigned.outputs
        return [
            Output(int.from_bytes(records[_key(Out.AMOUNT)], "little", signed=True), records[_key(Out.SCRIPT)])
            for records in self.outputs
        ]

    @cached_property
    def transaction_version(self) -> int:
        """Unsigned."""
        if self.unsigned is not None:
            return self.unsigned.version
        return int.from_bytes(self.globals[_key(Global.TX_VERSION)], "little")

    @cached_property
    def lock_time(self) -> int:
        """The transaction's lock time. Raises LockTimeConflictError. Source: BIP370, "Determining Lock Time"."""
        if self.unsigned is not None:
            return self.unsigned.lock_time
        heights, times, both = [], [], True
        can_height = can_time = True
        for records in self.inputs:
            height, time = records.get(_key(In.REQUIRED_HEIGHT)), records.get(_key(In.REQUIRED_TIME))
            if height is None and time is None:
                continue
            both = False
            can_height &= height is not None
            can_time &= time is not None
            heights.append(int.from_bytes(height or b"", "little"))
            times.append(int.from_bytes(time or b"", "little"))
        if both:
            return int.from_bytes(self.globals.get(_key(Global.FALLBACK_LOCK_TIME), b""), "little")
        if can_height:
            return max(heights)
        if can_time:
            return max(times)
        raise LockTimeConflictError

    def spent(self, index: int) -> Output | None:
        """The output that an input spends, from the whole previous transaction where it is there."""
        whole = self.spent_by_transaction(index)
        if whole is not None:
            return whole
        witness_utxo = self.inputs[index].get(_key(In.WITNESS_UTXO))
        return None if witness_utxo is None else read_output(witness_utxo)

    def spent_by_transaction(self, index: int) -> Output | None:
        """The output that an input spends, from the whole previous transaction only."""
        raw = self.inputs[index].get(_key(In.NON_WITNESS_UTXO))
        if raw is None:
            return None
        return read_utxo_transaction(raw).outputs[int.from_bytes(self.spent_outpoint(index)[32:], "little")]

    @cached_property
    def transaction(self) -> Transaction:
        """The transaction without signatures. Raises LockTimeConflictError."""
        if self.unsigned is not None:
            return self.unsigned
        inputs = [Input(self.spent_outpoint(index), b"", self.sequence(index)) for index in range(len(self.inputs))]
        return build_transaction(self.transaction_version, inputs, self.payments, self.lock_time)

    @cached_property
    def identity(self) -> tuple[int, bytes | None]:
        """What PSBTs of one transaction share: BIP370 leaves sequences out in version 2."""
        if self.unsigned is not None:
            return 0, self.unsigned.raw
        try:
            lock_time = self.lock_time
        except LockTimeConflictError:
            lock_time = -1
        inputs = [Input(self.spent_outpoint(index), b"", 0) for index in range(len(self.inputs))]
        raw = build_transaction(self.transaction_version, inputs, self.payments, max(lock_time, 0)).raw
        return 2 if lock_time >= 0 else -2, raw


def _key(kind: int) -> bytes:
    return bytes((kind,))


def build_transaction(
    version: int,
    inputs: list[Input],
    outputs: list[Output],
    lock_time: int,
    witnesses: list[list[bytes]] | None = None,
) -> Transaction:
    """A transaction and its serialization; with a witness record where any witness is not empty."""
    parts = [version.to_bytes(4, "little")]
    has_witness = witnesses is not None and any(witnesses)
    if has_witness:
        parts.append(b"\x00\x01")
    parts.append(write_compact_size(len(inputs)))
    for outpoint, script, sequence in inputs:
        parts += (outpoint, write_compact_size(len(script)), script, sequence.to_bytes(4, "little"))
    parts.append(write_compact_size(len(outputs)))
    parts += [write_output(output) for output in outputs]
    start = end = 0
    if has_witness and witnesses is not None:
        start = sum(map(len, parts))
        parts += [write_stack(stack) for stack in witnesses]
        end = sum(map(len, parts))
    parts.append(lock_time.to_bytes(4, "little"))
    stacks = (witnesses or []) if has_witness else []
    return Transaction(version, inputs, outputs, stacks, lock_time, b"".join(parts), start, end)


def write_output(output: Output) -> bytes:
    """Amount and script, as in a transaction and as a witness UTXO."""
    value, script = output
    return value.to_bytes(8, "little", signed=True) + write_compact_size(len(script)) + script


def write_stack(stack: list[bytes]) -> bytes:
    """A witness with the counts of items and bytes."""
    parts = [write_compact_size(len(stack))]
    for item in stack:
        parts += (write_compact_size(len(item)), item)
    return b"".join(parts)


def txid_of(raw: bytes) -> bytes:
    """In wire order."""
    return hash256(raw)
