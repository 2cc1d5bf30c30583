package turnout.nativeimpl.script;

import java.util.ArrayList;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.block.MerkleRoot;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.ComputeMerkleRootRequest;
import turnout.script.v1.ComputeMerkleRootResponse;

/** The merkle root of a list of hashes, as blocks have it. */
final class ComputeMerkleRoot {

    private static final int MAX_TXIDS = 50_000;

    private ComputeMerkleRoot() {}

    static ComputeMerkleRootResponse answer(ComputeMerkleRootRequest request) throws Refusal {
        int count = request.getTxidsCount();
        if (count == 0) {
            throw Refusal.required("txids");
        }
        if (count > MAX_TXIDS) {
            throw Refusal.at("txids", Reason.LIMIT_EXCEEDED, "txids: " + count + ", more than " + MAX_TXIDS);
        }
        List<byte[]> hashes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hashes.add(ReversedHash.read("txids[" + i + "]", request.getTxids(i), Reason.TXID_INVALID));
        }
        MerkleRoot root = MerkleRoot.of(hashes);
        return ComputeMerkleRootResponse.newBuilder()
                .setMerkleRoot(Hashes.toReversedHex(root.hash()))
                .setMutated(root.mutated())
                .build();
    }
}
