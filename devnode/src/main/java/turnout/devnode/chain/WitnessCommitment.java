package turnout.devnode.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.Slice;

/** BIP141: the coinbase output that commits to the witnesses of a block. */
final class WitnessCommitment {
    private static final Slice PREFIX = Slice.ofHex("6a24aa21a9ed");
    private static final int SCRIPT_BYTES = 38;

    private WitnessCommitment() {}

    /** The script for these transactions, the coinbase left out, and the reserved value in the coinbase's witness. */
    static byte[] script(List<Transaction> others, byte[] reserved) {
        List<byte[]> leaves = new ArrayList<>();
        // The coinbase's own place: it cannot commit to itself.
        leaves.add(new byte[32]);
        others.forEach(transaction -> leaves.add(transaction.raw().wtxidBytes()));
        byte[] hash = Hashes.doubleSha256(
                new WireWriter().bytes(MerkleTree.root(leaves)).bytes(reserved).toBytes());
        return new WireWriter().bytes(PREFIX).bytes(hash).toBytes();
    }

    /** The last output that looks like one. */
    static Optional<Slice> in(Transaction coinbase) {
        return coinbase.outputs().stream()
                .map(RawOutput::scriptPubKey)
                .filter(script -> script.length() >= SCRIPT_BYTES
                        && script.slice(0, PREFIX.length()).equals(PREFIX))
                .reduce((earlier, later) -> later)
                .map(script -> script.slice(0, SCRIPT_BYTES));
    }
}
