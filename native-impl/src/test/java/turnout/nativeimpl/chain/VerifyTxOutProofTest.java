package turnout.nativeimpl.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.chain.v1.ProofFailure;
import turnout.chain.v1.ProvenTransaction;
import turnout.chain.v1.VerifyTxOutProofRequest;
import turnout.chain.v1.VerifyTxOutProofResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.refusal.Refusal;

class VerifyTxOutProofTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void provesTheTransactionsOfEveryRecordedProof() throws Refusal {
        for (JsonNode recorded : Vectors.json("recorded/merkle_proofs.json")) {
            VerifyTxOutProofResponse answer = verify(proof(recorded));

            assertThat(answer.getValid()).isTrue();
            assertThat(answer.getBlockHash())
                    .isEqualTo(recorded.get("blockhash").stringValue());
            assertThat(answer.getTransactionsList())
                    .extracting(ProvenTransaction::getTxid)
                    .containsExactlyInAnyOrderElementsOf(recorded.get("txids")
                            .valueStream()
                            .map(JsonNode::stringValue)
                            .toList());
            assertThat(answer.getTransactionsList())
                    .extracting(ProvenTransaction::getIndex)
                    .isSorted();
        }
    }

    @Test
    void provesNothingThatIsNotInTheBlockWhicheverBitChanges() {
        JsonNode recorded = Vectors.json("recorded/merkle_proofs.json").get(0);
        Set<String> inBlock = txids(recorded.get("blockhash").stringValue());
        byte[] proof = proof(recorded);
        int refused = 0;

        for (int bit = 0; bit < 8 * proof.length; bit++) {
            byte[] changed = proof.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                VerifyTxOutProofResponse answer = verify(changed);
                refused += answer.getValid() ? 0 : 1;
                assertThat(inBlock)
                        .as("bit %d", bit)
                        .containsAll(answer.getTransactionsList().stream()
                                .map(ProvenTransaction::getTxid)
                                .toList());
            } catch (Refusal malformed) {
                refused++;
            }
        }

        // The root and every hash: nothing of them can be changed.
        assertThat(refused).isGreaterThan(8 * 32 * 8);
    }

    private static Set<String> txids(String blockHash) {
        Set<String> txids = new HashSet<>();
        for (JsonNode block : Vectors.json("recorded/blocks.json")) {
            if (block.get("hash").stringValue().equals(blockHash)) {
                block.get("verbose1").get("tx").forEach(txid -> txids.add(txid.stringValue()));
            }
        }
        return txids;
    }

    @Test
    void refusesBytesAfterTheProofAndCountsItDoesNotHold() {
        byte[] proof = proof(Vectors.json("recorded/merkle_proofs.json").get(0));

        assertThat(malformed(Arrays.copyOf(proof, proof.length + 1))).isEqualTo(Reason.PROOF_MALFORMED);
        assertThat(malformed(Arrays.copyOf(proof, proof.length - 1))).isEqualTo(Reason.PROOF_MALFORMED);
        byte[] promising = proof.clone();
        promising[84] = (byte) 0xfc;
        assertThat(malformed(promising)).isEqualTo(Reason.PROOF_MALFORMED);
    }

    @Test
    void namesWhatIsWrongWithATree() throws Refusal {
        byte[] leaf = new byte[32];
        byte[] other = new byte[32];
        other[0] = 1;

        assertThat(failure(tree(leaf, 0, List.of(leaf), 1))).isEqualTo(ProofFailure.PROOF_FAILURE_NO_TRANSACTIONS);
        assertThat(failure(tree(leaf, 16_667, List.of(leaf), 1)))
                .isEqualTo(ProofFailure.PROOF_FAILURE_TOO_MANY_TRANSACTIONS);
        assertThat(failure(tree(leaf, -1, List.of(leaf), 1)))
                .isEqualTo(ProofFailure.PROOF_FAILURE_TOO_MANY_TRANSACTIONS);
        assertThat(failure(tree(leaf, 1, List.of(leaf, other), 1)))
                .isEqualTo(ProofFailure.PROOF_FAILURE_TOO_MANY_HASHES);
        assertThat(failure(tree(leaf, 1, List.of(leaf)))).isEqualTo(ProofFailure.PROOF_FAILURE_TOO_FEW_FLAGS);
        assertThat(failure(tree(leaf, 2, List.of(leaf), 3))).isEqualTo(ProofFailure.PROOF_FAILURE_INCOMPLETE);
        // CVE-2012-2459: a block whose last transactions are there twice has the root of the one without.
        assertThat(failure(tree(leaf, 2, List.of(leaf, leaf), 7)))
                .isEqualTo(ProofFailure.PROOF_FAILURE_REPEATED_SUBTREE);
        assertThat(failure(tree(leaf, 1, List.of(leaf), 1, 0))).isEqualTo(ProofFailure.PROOF_FAILURE_LEFT_OVER);
        assertThat(failure(tree(other, 1, List.of(leaf), 1))).isEqualTo(ProofFailure.PROOF_FAILURE_MERKLE_ROOT);
        assertThat(failure(tree(leaf, 1, List.of(leaf), 1))).isEqualTo(ProofFailure.PROOF_FAILURE_UNSPECIFIED);
    }

    @Test
    void findsATransactionThatPosesAsAnInnerNode() throws Refusal {
        // A transaction of 64 bytes: its second half is the txid of one that never was (CVE-2017-12842).
        byte[] transaction = HEX.parseHex("01000000" + "01" + "11".repeat(36) + "00" + "ffffffff" + "01"
                + "e803000000000000" + "04" + "51515151" + "00000000");
        assertThat(transaction).hasSize(64);
        byte[] root = Hashes.doubleSha256(transaction);
        List<byte[]> halves =
                List.of(Arrays.copyOf(transaction, 32), Arrays.copyOfRange(transaction, 32, transaction.length));
        byte[] proof = tree(root, 2, halves, 5);

        assertThat(failure(proof)).isEqualTo(ProofFailure.PROOF_FAILURE_INNER_TRANSACTION);
        assertThat(answer(VerifyTxOutProofRequest.newBuilder().setTransactionCount(1), proof)
                        .getFailure())
                .isEqualTo(ProofFailure.PROOF_FAILURE_TRANSACTION_COUNT);
        assertThat(answer(VerifyTxOutProofRequest.newBuilder().setTransactionCount(2), proof)
                        .getValid())
                .isTrue();
    }

    private static byte[] tree(byte[] root, int count, List<byte[]> hashes, int... flags) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[36]);
        bytes.writeBytes(root);
        bytes.writeBytes(new byte[12]);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes.write(count >> shift);
        }
        bytes.write(hashes.size());
        hashes.forEach(bytes::writeBytes);
        bytes.write(flags.length);
        for (int flag : flags) {
            bytes.write(flag);
        }
        return bytes.toByteArray();
    }

    private static byte[] proof(JsonNode recorded) {
        return HEX.parseHex(recorded.get("proof").stringValue());
    }

    private static Reason malformed(byte[] proof) {
        return Refused.by(() -> verify(proof)).reason();
    }

    private static ProofFailure failure(byte[] proof) throws Refusal {
        return verify(proof).getFailure();
    }

    private static VerifyTxOutProofResponse verify(byte[] proof) throws Refusal {
        return answer(VerifyTxOutProofRequest.newBuilder(), proof);
    }

    private static VerifyTxOutProofResponse answer(VerifyTxOutProofRequest.Builder request, byte[] proof)
            throws Refusal {
        return VerifyTxOutProof.answer(
                request.setProof(ByteString.copyFrom(proof)).build());
    }
}
