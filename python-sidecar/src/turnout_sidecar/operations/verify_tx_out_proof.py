"""turnout.chain.v1.ChainService/VerifyTxOutProof."""

from __future__ import annotations

from turnout.chain.v1 import proof_pb2

from turnout_sidecar.codec.compact_size import MalformedError
from turnout_sidecar.codec.merkle_block import MerkleBlock, read_merkle_block
from turnout_sidecar.merkle.partial_tree import BrokenProofError, Proof, check
from turnout_sidecar.operations.requests import parse
from turnout_sidecar.refusal import Refusal, required


def verify_tx_out_proof(body: bytes) -> bytes:
    """What a merkle block proves by itself; a proof that does not hold is an answer."""
    request = parse(proof_pb2.VerifyTxOutProofRequest, body)
    if not request.proof:
        raise required("proof", "a serialized merkle block")
    try:
        block = read_merkle_block(request.proof)
    except MalformedError:
        message = f"{len(request.proof)} bytes that are not one whole merkle block"
        raise Refusal("PROOF_MALFORMED", "proof", message) from None
    response = proof_pb2.VerifyTxOutProofResponse(
        block_hash=block.block_hash[::-1].hex(),
        merkle_root=block.merkle_root[::-1].hex(),
        transaction_count=block.count,
    )
    try:
        proof = _checked(block, request)
    except BrokenProofError as broken:
        response.failure = broken.failure
        return response.SerializeToString()
    response.valid = True
    for position, txid in proof.transactions:
        response.transactions.add(txid=txid[::-1].hex(), index=position)
    return response.SerializeToString()


def _checked(block: MerkleBlock, request: proof_pb2.VerifyTxOutProofRequest) -> Proof:
    proof = check(block)
    if request.HasField("transaction_count"):
        if request.transaction_count != block.count:
            raise BrokenProofError(proof_pb2.PROOF_FAILURE_TRANSACTION_COUNT)
    elif proof.inner:
        raise BrokenProofError(proof_pb2.PROOF_FAILURE_INNER_TRANSACTION)
    return proof
