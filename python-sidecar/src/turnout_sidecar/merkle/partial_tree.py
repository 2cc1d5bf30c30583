"""What a merkle block proves, and why not. Source: BIP37; the refusals are those of Core's CPartialMerkleTree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from turnout.chain.v1 import proof_pb2

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.codec.merkle_block import MerkleBlock
from turnout_sidecar.codec.transaction import read_transaction

# Of 240 weight each, the least, in a block of 4,000,000.
_MOST_TRANSACTIONS = 4_000_000 // 240
_MAX_MONEY = 21_000_000 * 100_000_000


@dataclass(frozen=True)
class BrokenProofError(Exception):
    """The first thing that is wrong, a number of turnout.chain.v1.ProofFailure."""

    failure: proof_pb2.ProofFailure.ValueType


@dataclass(frozen=True, slots=True)
class Proof:
    """Transactions in block order, as position and txid in wire order; `inner` where an inner node reads as one."""

    transactions: list[tuple[int, bytes]]
    inner: bool


def check(block: MerkleBlock) -> Proof:
    """The proof in a merkle block that holds under its header. Raises BrokenProofError."""
    flag_count = 8 * len(block.flags)
    _require(block.count > 0, proof_pb2.PROOF_FAILURE_NO_TRANSACTIONS)
    _require(block.count <= _MOST_TRANSACTIONS, proof_pb2.PROOF_FAILURE_TOO_MANY_TRANSACTIONS)
    _require(len(block.hashes) <= block.count, proof_pb2.PROOF_FAILURE_TOO_MANY_HASHES)
    _require(flag_count >= len(block.hashes), proof_pb2.PROOF_FAILURE_TOO_FEW_FLAGS)
    walk = _Walk(block)
    root = walk.node((block.count - 1).bit_length(), 0)
    all_used = (walk.flags_used + 7) // 8 == len(block.flags) and next(walk.hashes, None) is None
    _require(all_used, proof_pb2.PROOF_FAILURE_LEFT_OVER)
    _require(root == block.merkle_root, proof_pb2.PROOF_FAILURE_MERKLE_ROOT)
    return Proof(walk.found, walk.inner)


class _Walk:
    """One descent, depth first; at most 15 levels."""

    def __init__(self, block: MerkleBlock) -> None:
        self._count = block.count
        self._flags = block.flags
        self.flags_used = 0
        self.hashes: Iterator[bytes] = iter(block.hashes)
        self.found: list[tuple[int, bytes]] = []
        self.inner = False

    def node(self, height: int, position: int) -> bytes:
        """The hash of a node, given or computed."""
        byte, bit = divmod(self.flags_used, 8)
        _require(byte < len(self._flags), proof_pb2.PROOF_FAILURE_INCOMPLETE)
        self.flags_used += 1
        opened = self._flags[byte] >> bit & 1
        if opened and height:
            return self._computed(height, position)
        given = next(self.hashes, None)
        if given is None:
            raise BrokenProofError(proof_pb2.PROOF_FAILURE_INCOMPLETE)
        if opened:
            self.found.append((position, given))
        return given

    def _computed(self, height: int, position: int) -> bytes:
        left = right = self.node(height - 1, 2 * position)
        if (2 * position + 1) << (height - 1) < self._count:
            right = self.node(height - 1, 2 * position + 1)
            _require(left != right, proof_pb2.PROOF_FAILURE_REPEATED_SUBTREE)
        self.inner = self.inner or reads_as_transaction(left + right)
        return hash256(left + right)


def reads_as_transaction(node: bytes) -> bool:
    """Whether 64 bytes of a tree can be passed off as a transaction with one input and one output (CVE-2017-12842)."""
    try:
        transaction, end = read_transaction(node, extended=False)
    except MalformedError:
        return False
    if end != len(node) or len(transaction.inputs) != 1 or len(transaction.outputs) != 1:
        return False
    return 0 <= transaction.outputs[0].value <= _MAX_MONEY


def _require(holds: bool, failure: proof_pb2.ProofFailure.ValueType) -> None:
    if not holds:
        raise BrokenProofError(failure)
