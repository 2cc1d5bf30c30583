package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;
import turnout.script.v1.ComputeSighashRequest;
import turnout.script.v1.ComputeTaprootRequest;
import turnout.script.v1.LegacyInput;
import turnout.script.v1.SpentOutput;
import turnout.script.v1.TaprootInput;
import turnout.script.v1.TaprootLeaf;
import turnout.script.v1.WitnessV0Input;

/** Requests about what signatures sign, and what taproot commits to. */
final class SighashRequests {

    private static final int[] HASH_TYPES = {0, 1, 2, 3, 0x81, 0x82, 0x83};

    private SighashRequests() {}

    static ComputeSighashRequest compute(RandomGenerator random) {
        int inputs = 1 + random.nextInt(4);
        ComputeSighashRequest.Builder request = ComputeSighashRequest.newBuilder()
                .setRawTransaction(Transactions.of(inputs, random))
                .setInputIndex(random.nextInt(inputs))
                .setWithPreimage(random.nextBoolean());
        int known = HASH_TYPES[random.nextInt(HASH_TYPES.length)];
        int any = random.nextBoolean() ? known : random.nextInt();
        return switch (random.nextInt(3)) {
            case 0 ->
                request.setHashType(any)
                        .setLegacy(LegacyInput.newBuilder().setScriptCode(Scripts.scriptPubKey(random)))
                        .build();
            case 1 ->
                request.setHashType(any)
                        .setWitnessV0(WitnessV0Input.newBuilder()
                                .setScriptCode(Scripts.scriptPubKey(random))
                                .setAmount(random.nextLong(1L << 50)))
                        .build();
            default ->
                request.setHashType(known).setTaproot(taproot(inputs, random)).build();
        };
    }

    private static TaprootInput taproot(int inputs, RandomGenerator random) {
        TaprootInput.Builder input = TaprootInput.newBuilder();
        for (int i = 0; i < inputs; i++) {
            input.addPrevouts(SpentOutput.newBuilder()
                    .setValue(random.nextLong(1L << 50))
                    .setScriptPubKey(Scripts.scriptPubKey(random)));
        }
        if (random.nextInt(3) == 0) {
            input.setAnnex(ByteString.fromHex("50").concat(Values.bytes(random, random.nextInt(40))));
        }
        if (random.nextBoolean()) {
            input.setLeafHash(Values.bytes(random, 32));
            if (random.nextBoolean()) {
                input.setCodeSeparator(random.nextInt(100));
            }
        }
        return input.build();
    }

    static ComputeTaprootRequest computeTaproot(RandomGenerator random) {
        ComputeTaprootRequest.Builder request = ComputeTaprootRequest.newBuilder()
                .setNetwork(Networks.any(random))
                .setInternalKey(Keys.publicKey(random).substring(1));
        if (random.nextInt(6) > 0) {
            tree(request, 0, random);
        }
        return request.build();
    }

    /** Depth first, left to right. */
    private static void tree(ComputeTaprootRequest.Builder request, int depth, RandomGenerator random) {
        if (depth < 6 && random.nextInt(5) > 1) {
            tree(request, depth + 1, random);
            tree(request, depth + 1, random);
            return;
        }
        TaprootLeaf.Builder leaf = TaprootLeaf.newBuilder().setDepth(depth).setScript(Programs.any(random));
        if (random.nextInt(4) == 0) {
            leaf.setLeafVersion(0xc0 + 2 * random.nextInt(32));
        }
        request.addLeaves(leaf);
    }
}
