package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.script.v1.ComputeTaprootRequest;
import turnout.script.v1.TaprootLeaf;

/** Requests about taproot outputs: keys that are points, trees of any shape. */
final class TaprootRequests {

    private static final int DEEPEST = 128;

    private TaprootRequests() {}

    static ComputeTaprootRequest compute(RandomGenerator random) {
        ComputeTaprootRequest.Builder request =
                ComputeTaprootRequest.newBuilder().setNetwork(Networks.any(random));
        PrivateKey.of(Values.bytes(random, 32).toByteArray())
                .ifPresent(key -> request.setInternalKey(
                        ByteString.copyFrom(key.publicKey().x())));
        if (random.nextInt(5) > 0) {
            addTree(request, random, 0, random.nextInt(60) == 0 ? DEEPEST : 5);
        }
        return request.build();
    }

    /** A leaf here, or a leaf and a tree, or two small trees, below. */
    private static void addTree(ComputeTaprootRequest.Builder request, RandomGenerator random, int depth, int deepest) {
        boolean chain = deepest == DEEPEST;
        if (depth == deepest || (!chain && random.nextInt(3) == 0)) {
            addLeaf(request, random, depth);
        } else if (chain) {
            addLeaf(request, random, depth + 1);
            addTree(request, random, depth + 1, deepest);
        } else {
            addTree(request, random, depth + 1, deepest);
            addTree(request, random, depth + 1, deepest);
        }
    }

    private static void addLeaf(ComputeTaprootRequest.Builder request, RandomGenerator random, int depth) {
        TaprootLeaf.Builder leaf = TaprootLeaf.newBuilder().setDepth(depth).setScript(Scripts.opcodes(random));
        if (random.nextInt(3) == 0) {
            leaf.setLeafVersion(2 * random.nextInt(128));
        }
        request.addLeaves(leaf);
    }
}
