package turnout.devnode.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/** Proofs over the recorded block with 59 transactions. */
class MerkleProofTest {
    private final Block block = BlockFile.recorded().get(112);

    private static MerkleProof reread(byte[] bytes) throws Malformed {
        return MerkleProof.read(Slice.of(bytes));
    }

    @Test
    void provesEverySubsetThatIsTried() throws Malformed {
        List<String> txids =
                block.transactions().stream().map(Transaction::txid).toList();
        for (int step = 1; step <= txids.size(); step++) {
            int every = step;
            List<String> chosen = txids.stream()
                    .filter(txid -> txids.indexOf(txid) % every == 0)
                    .toList();

            MerkleProof proof = reread(MerkleProof.of(block, Set.copyOf(chosen)).toBytes());

            assertThat(proof.verify()).contains(chosen);
        }
    }

    @Test
    void failsWithAnyBitOfTheTreeTurned() {
        MerkleProof proof =
                MerkleProof.of(block, Set.of(block.transactions().get(40).txid()));
        for (int i = 0; i < proof.hashes().size(); i++) {
            for (int bit = 0; bit < 256; bit++) {
                byte[] hash = proof.hashes().get(i).toByteArray();
                hash[bit / 8] ^= (byte) (1 << (bit % 8));
                List<Slice> hashes = new ArrayList<>(proof.hashes());
                hashes.set(i, Slice.of(hash));

                assertThat(with(proof, hashes, proof.bits()).verify()).isEmpty();
            }
        }
        for (int i = 0; i < proof.bits().size(); i++) {
            List<Boolean> bits = new ArrayList<>(proof.bits());
            bits.set(i, !bits.get(i));

            // A turned leaf's bit proves that leaf or nothing; any other must fail.
            with(proof, proof.hashes(), bits)
                    .verify()
                    .ifPresent(txids -> assertThat(txids)
                            .isSubsetOf(block.transactions().stream()
                                    .map(Transaction::txid)
                                    .toList()));
        }
    }

    private static MerkleProof with(MerkleProof proof, List<Slice> hashes, List<Boolean> bits) {
        return new MerkleProof(proof.header(), proof.transactionCount(), hashes, bits);
    }

    @Test
    void failsWhereTheProofClaimsAnotherNumberOfTransactions() {
        MerkleProof proof = MerkleProof.of(
                block, block.transactions().stream().map(Transaction::txid).collect(Collectors.toSet()));
        for (int count : new int[] {0, -1, 58, 118, 1_000_000}) {
            MerkleProof other = new MerkleProof(proof.header(), count, proof.hashes(), proof.bits());

            assertThat(other.verify()).isEmpty();
        }
    }
}
