package turnout.nativeimpl.chain;

import turnout.chain.v1.ProofFailure;
import turnout.chain.v1.ProvenTransaction;
import turnout.chain.v1.VerifyTxOutProofRequest;
import turnout.chain.v1.VerifyTxOutProofResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;

/** Whether a merkle block proves its transactions, by itself. */
final class VerifyTxOutProof {

    private VerifyTxOutProof() {}

    static VerifyTxOutProofResponse answer(VerifyTxOutProofRequest request) throws Refusal {
        if (request.getProof().isEmpty()) {
            throw Refusal.required("proof");
        }
        MerkleBlock block;
        try {
            block = MerkleBlock.readWhole(Slices.copy(request.getProof()));
        } catch (Malformed e) {
            throw Refusal.at("proof", Reason.PROOF_MALFORMED, "proof: not one whole merkle block");
        }
        PartialTree tree = new PartialTree(block);
        ProofFailure failure = failure(tree, block, request);
        VerifyTxOutProofResponse.Builder response = VerifyTxOutProofResponse.newBuilder()
                .setValid(failure == ProofFailure.PROOF_FAILURE_UNSPECIFIED)
                .setFailure(failure)
                .setBlockHash(block.header().hash())
                .setMerkleRoot(Hashes.toReversedHex(block.header().merkleRoot()))
                .setTransactionCount(block.transactionCount());
        if (response.getValid()) {
            for (PartialTree.Proven proven : tree.proven()) {
                response.addTransactions(ProvenTransaction.newBuilder()
                        .setTxid(Hashes.toReversedHex(proven.txid()))
                        .setIndex(proven.index()));
            }
        }
        return response.build();
    }

    private static ProofFailure failure(PartialTree tree, MerkleBlock block, VerifyTxOutProofRequest request) {
        ProofFailure failure = tree.walk();
        if (failure != ProofFailure.PROOF_FAILURE_UNSPECIFIED) {
            return failure;
        }
        if (request.hasTransactionCount()) {
            return request.getTransactionCount() == block.transactionCount()
                    ? failure
                    : ProofFailure.PROOF_FAILURE_TRANSACTION_COUNT;
        }
        return tree.hasInnerTransaction() ? ProofFailure.PROOF_FAILURE_INNER_TRANSACTION : failure;
    }
}
