from __future__ import annotations

from typing import Any

import pytest
from turnout.chain.v1 import proof_pb2

from tests import corpus
from turnout_sidecar.codec.hashes import hash256
from turnout_sidecar.operations.verify_tx_out_proof import verify_tx_out_proof
from turnout_sidecar.refusal import Refusal

LEAF, OTHER = bytes(32), b"\x01" + bytes(31)
# One input, one output, 64 bytes: its second half poses as a txid (CVE-2017-12842).
POSING = bytes.fromhex(
    "01000000" + "01" + "11" * 36 + "00" + "ffffffff" + "01" + "e803000000000000" + "04" + "51515151" + "00000000"
)


def verify(proof: bytes, **fields: Any) -> proof_pb2.VerifyTxOutProofResponse:
    request = proof_pb2.VerifyTxOutProofRequest(proof=proof, **fields)
    return proof_pb2.VerifyTxOutProofResponse.FromString(verify_tx_out_proof(request.SerializeToString()))


def tree(root: bytes, count: int, hashes: list[bytes], *flags: int) -> bytes:
    header = bytes(36) + root + bytes(12)
    return header + count.to_bytes(4, "little") + bytes((len(hashes), *b"".join(hashes))) + bytes((len(flags), *flags))


def failure(proof: bytes) -> str:
    return proof_pb2.ProofFailure.Name(verify(proof).failure).removeprefix("PROOF_FAILURE_")


def test_every_recorded_proof_holds() -> None:
    for recorded in corpus.load("recorded/merkle_proofs.json"):
        answer = verify(bytes.fromhex(recorded["proof"]))

        assert answer.valid
        assert answer.block_hash == recorded["blockhash"]
        assert sorted(proven.txid for proven in answer.transactions) == sorted(recorded["txids"])
        positions = [proven.index for proven in answer.transactions]
        assert positions == sorted(positions)


@pytest.mark.parametrize(
    ("proof", "expected"),
    [
        (tree(LEAF, 0, [LEAF], 1), "NO_TRANSACTIONS"),
        (tree(LEAF, 16_667, [LEAF], 1), "TOO_MANY_TRANSACTIONS"),
        (tree(LEAF, 1, [LEAF, OTHER], 1), "TOO_MANY_HASHES"),
        (tree(LEAF, 1, [LEAF]), "TOO_FEW_FLAGS"),
        (tree(LEAF, 2, [LEAF], 3), "INCOMPLETE"),
        (tree(LEAF, 2, [LEAF, LEAF], 7), "REPEATED_SUBTREE"),
        (tree(LEAF, 1, [LEAF], 1, 0), "LEFT_OVER"),
        (tree(OTHER, 1, [LEAF], 1), "MERKLE_ROOT"),
        (tree(hash256(POSING), 2, [POSING[:32], POSING[32:]], 5), "INNER_TRANSACTION"),
        (tree(LEAF, 1, [LEAF], 1), "UNSPECIFIED"),
    ],
)
def test_what_is_wrong_with_a_tree_is_named(proof: bytes, expected: str) -> None:
    assert failure(proof) == expected


def test_a_known_number_of_transactions_decides_over_the_look_of_inner_nodes() -> None:
    proof = tree(hash256(POSING), 2, [POSING[:32], POSING[32:]], 5)

    assert verify(proof, transaction_count=1).failure == proof_pb2.PROOF_FAILURE_TRANSACTION_COUNT
    assert verify(proof, transaction_count=2).valid


@pytest.mark.parametrize("change", [lambda proof: proof + b"\x00", lambda proof: proof[:-1], lambda proof: proof[:84]])
def test_bytes_that_are_not_one_merkle_block_are_malformed(change: Any) -> None:
    with pytest.raises(Refusal) as refused:
        verify(change(tree(LEAF, 1, [LEAF], 1)))

    assert (refused.value.reason, refused.value.field) == ("PROOF_MALFORMED", "proof")
