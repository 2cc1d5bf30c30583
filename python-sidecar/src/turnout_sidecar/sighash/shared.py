"""The hashes that BIP143 and BIP341 share between the signatures of one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256

from turnout_sidecar.codec.compact_size import write_compact_size
from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.sighash.legacy import serialized_output


class SharedHashes:
    """BIP341's names; BIP143's hashes are the SHA256 of these. Each is made when it is first asked for."""

    def __init__(self, transaction: Transaction, prevouts: Sequence[Output] = ()) -> None:
        self.transaction = transaction
        self.prevouts = prevouts

    @cached_property
    def sha_prevouts(self) -> bytes:
        """Of all outpoints."""
        return sha256(b"".join([spent.outpoint for spent in self.transaction.inputs])).digest()

    @cached_property
    def sha_sequences(self) -> bytes:
        """Of all sequences."""
        return sha256(b"".join([i.sequence.to_bytes(4, "little") for i in self.transaction.inputs])).digest()

    @cached_property
    def sha_outputs(self) -> bytes:
        """Of all outputs."""
        return sha256(b"".join(map(serialized_output, self.transaction.outputs))).digest()

    @cached_property
    def sha_amounts(self) -> bytes:
        """Of the values of all outputs spent."""
        return sha256(b"".join([p.value.to_bytes(8, "little", signed=True) for p in self.prevouts])).digest()

    @cached_property
    def sha_script_pub_keys(self) -> bytes:
        """Of the scripts of all outputs spent, each with its length."""
        return sha256(b"".join([write_compact_size(len(p.script)) + p.script for p in self.prevouts])).digest()
