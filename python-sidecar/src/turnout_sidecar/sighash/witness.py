"""Signature hashes of witness version 0. Source: BIP143."""

from __future__ import annotations

from hashlib import sha256
from struct import pack
from typing import NamedTuple

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.sighash.hash_type import ANYONE_CAN_PAY, signs_no_outputs, signs_one_output
from turnout_sidecar.sighash.legacy import serialized_output
from turnout_sidecar.sighash.shared import SharedHashes

_ZERO = bytes(32)


class WitnessHashes(NamedTuple):
    """The hashes in a preimage, zeros where the hash type leaves one out."""

    prevouts: bytes
    sequence: bytes
    outputs: bytes


def hashes_within(shared: SharedHashes, index: int, hash_type: int) -> WitnessHashes:
    """BIP143's hashPrevouts, hashSequence and hashOutputs for one input."""
    own = bool(hash_type & ANYONE_CAN_PAY)
    none, single = signs_no_outputs(hash_type), signs_one_output(hash_type)
    prevouts = _ZERO if own else sha256(shared.sha_prevouts).digest()
    sequence = _ZERO if own or none or single else sha256(shared.sha_sequences).digest()
    outputs = _ZERO
    if single:
        if index < len(shared.transaction.outputs):
            outputs = hash256(serialized_output(shared.transaction.outputs[index]))
    elif not none:
        outputs = sha256(shared.sha_outputs).digest()
    return WitnessHashes(prevouts, sequence, outputs)


def preimage(shared: SharedHashes, index: int, script_code: bytes, amount: int, hash_type: int) -> bytes:
    """What is hashed twice; `amount` in satoshis, signed; all 32 bits of the hash type are hashed."""
    transaction = shared.transaction
    outpoint, _, sequence = transaction.inputs[index]
    within = hashes_within(shared, index, hash_type)
    return b"".join(
        (
            pack("<I", transaction.version),
            within.prevouts,
            within.sequence,
            outpoint,
            write_compact_size(len(script_code)),
            script_code,
            pack("<qI", amount, sequence),
            within.outputs,
            pack("<II", transaction.lock_time, hash_type & 0xFFFFFFFF),
        )
    )
