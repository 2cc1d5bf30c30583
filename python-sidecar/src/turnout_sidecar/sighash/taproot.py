"""Signature hashes of taproot inputs. Source: BIP341, and BIP342 for script paths."""

from __future__ import annotations

from hashlib import sha256
from struct import pack
from typing import NamedTuple

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.transaction import Transaction
from turnout_sidecar.sighash.hash_type import ALL, ANYONE_CAN_PAY, DEFAULT, SINGLE, is_taproot
from turnout_sidecar.sighash.legacy import serialized_output
from turnout_sidecar.sighash.shared import SharedHashes


class TaprootHashes(NamedTuple):
    """The hashes in a message, empty where the hash type leaves one out."""

    prevouts: bytes
    amounts: bytes
    script_pub_keys: bytes
    sequences: bytes
    outputs: bytes
    annex: bytes
    single_output: bytes


def can_sign(transaction: Transaction, index: int, hash_type: int) -> bool:
    """Whether BIP341 knows the hash type, and an output is there for SINGLE."""
    return is_taproot(hash_type) and not (hash_type & 3 == SINGLE and index >= len(transaction.outputs))


def hashes_within(shared: SharedHashes, index: int, hash_type: int, annex: bytes) -> TaprootHashes:
    """For a hash type that can sign; `annex` is empty for none."""
    own, outputs = hash_type & ANYONE_CAN_PAY, hash_type & 3
    return TaprootHashes(
        b"" if own else shared.sha_prevouts,
        b"" if own else shared.sha_amounts,
        b"" if own else shared.sha_script_pub_keys,
        b"" if own else shared.sha_sequences,
        shared.sha_outputs if outputs in (DEFAULT, ALL) else b"",
        sha256(write_compact_size(len(annex)) + annex).digest() if annex else b"",
        sha256(serialized_output(shared.transaction.outputs[index])).digest() if outputs == SINGLE else b"",
    )


def preimage(
    shared: SharedHashes, index: int, hash_type: int, annex: bytes, leaf_hash: bytes, code_separator: int
) -> bytes:
    """What is hashed with the tag TapSighash, the epoch's zero first.

    `leaf_hash` is empty for a key path; `code_separator` is 0xffffffff for none.
    """
    transaction = shared.transaction
    within = hashes_within(shared, index, hash_type, annex)
    if hash_type & ANYONE_CAN_PAY:
        outpoint, _, sequence = transaction.inputs[index]
        which = outpoint + serialized_output(shared.prevouts[index]) + pack("<I", sequence)
    else:
        which = pack("<I", index)
    return b"".join(
        (
            pack("<BBII", 0, hash_type, transaction.version, transaction.lock_time),
            *within[:5],
            bytes(((2 if leaf_hash else 0) + (1 if annex else 0),)),
            which,
            within.annex,
            within.single_output,
            leaf_hash + b"\x00" + pack("<I", code_separator) if leaf_hash else b"",
        )
    )
