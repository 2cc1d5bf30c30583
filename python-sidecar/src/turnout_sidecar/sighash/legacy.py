"""Signature hashes of inputs without witness."""

from __future__ import annotations

from functools import cached_property
from struct import pack

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.sighash import script_code
from turnout_sidecar.sighash.hash_type import ANYONE_CAN_PAY, signs_no_outputs, signs_one_output

# What SINGLE without an output of the input's index is signed as: the number 1.
_ONE = b"\x01" + bytes(31)
_BLANK_OUTPUT = b"\xff" * 8 + b"\x00"
# An outpoint, an empty script and a sequence.
_BLANK_INPUT = 41


class LegacyHashes:
    """The hashes of one transaction's inputs. Source: Core's SignatureHash, SigVersion::BASE.

    What is the same for all inputs is serialized once, so that each hash copies bytes and no objects.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def sighash(self, index: int, script: bytes, hash_type: int) -> bytes:
        """32 bytes in wire order; all 32 bits of the hash type are hashed."""
        preimage = self.preimage(index, script, hash_type)
        return hash256(preimage) if preimage else _ONE

    def preimage(self, index: int, script: bytes, hash_type: int) -> bytes:
        """What is hashed twice; empty for SINGLE without an output of the input's index."""
        transaction = self._transaction
        if signs_one_output(hash_type):
            if index >= len(transaction.outputs):
                return b""
            blanks = write_compact_size(index + 1) + _BLANK_OUTPUT * index
            outputs = blanks + serialized_output(transaction.outputs[index])
        elif signs_no_outputs(hash_type):
            outputs = b"\x00"
        else:
            outputs = self._outputs
        outpoint, _, sequence = transaction.inputs[index]
        signed = outpoint + script_code.serialized(script) + pack("<I", sequence)
        if hash_type & ANYONE_CAN_PAY:
            inputs = b"\x01" + signed
        else:
            all_outputs = not (signs_one_output(hash_type) or signs_no_outputs(hash_type))
            others = self._blanked if all_outputs else self._blanked_without_sequences
            at = _BLANK_INPUT * index
            inputs = self._input_count + others[:at] + signed + others[at + _BLANK_INPUT :]
        ends = pack("<II", transaction.lock_time, hash_type & 0xFFFFFFFF)
        return b"".join((pack("<I", transaction.version), inputs, outputs, ends))

    @cached_property
    def _input_count(self) -> bytes:
        return write_compact_size(len(self._transaction.inputs))

    @cached_property
    def _blanked(self) -> bytes:
        return b"".join([i.outpoint + b"\x00" + i.sequence.to_bytes(4, "little") for i in self._transaction.inputs])

    @cached_property
    def _blanked_without_sequences(self) -> bytes:
        return b"".join([i.outpoint + bytes(5) for i in self._transaction.inputs])

    @cached_property
    def _outputs(self) -> bytes:
        outputs = self._transaction.outputs
        return write_compact_size(len(outputs)) + b"".join(map(serialized_output, outputs))


def serialized_output(output: Output) -> bytes:
    """As in a transaction."""
    return output.value.to_bytes(8, "little", signed=True) + write_compact_size(len(output.script)) + output.script
