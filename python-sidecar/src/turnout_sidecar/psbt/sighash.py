"""What the signatures of a PSBT's inputs sign, for scripts without OP_CODESEPARATOR."""

from __future__ import annotations

from turnout_sidecar.codec.hashes import hash256, tagged_hash
from turnout_sidecar.codec.transaction import Output, Transaction
from turnout_sidecar.sighash import taproot, witness
from turnout_sidecar.sighash.legacy import LegacyHashes
from turnout_sidecar.sighash.shared import SharedHashes

_NO_SEPARATOR = 0xFFFFFFFF
_UNKNOWN = Output(0, b"")


class Sighashes:
    """One unsigned transaction; what its inputs share is hashed once. Belongs to one call."""

    def __init__(self, transaction: Transaction, prevouts: list[Output | None]) -> None:
        """Taproot inputs are asked about only where every prevout is known."""
        self._transaction = transaction
        self._shared = SharedHashes(transaction, [prevout or _UNKNOWN for prevout in prevouts])
        self._legacy = LegacyHashes(transaction)

    def legacy(self, index: int, script: bytes, hash_type: int) -> bytes:
        """32 bytes."""
        return self._legacy.sighash(index, script, hash_type)

    def witness_v0(self, index: int, script: bytes, value: int, hash_type: int) -> bytes:
        """32 bytes. Source: BIP143."""
        return hash256(witness.preimage(self._shared, index, script, value, hash_type))

    def taproot(self, index: int, hash_type: int, leaf_hash: bytes = b"") -> bytes | None:
        """32 bytes; None where BIP341 cannot sign so."""
        if not taproot.can_sign(self._transaction, index, hash_type):
            return None
        message = taproot.preimage(self._shared, index, hash_type, b"", leaf_hash, _NO_SEPARATOR)
        return tagged_hash("TapSighash", message)
