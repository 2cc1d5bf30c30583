package turnout.nativeimpl.descriptor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TaggedHash;
import turnout.nativeimpl.curve.PublicKey;

/** BIP327's KeyAgg over sorted keys, as BIP390 wants it. */
final class KeyAggregation {

    /** The chain code of BIP328's synthetic extended key. */
    static final byte[] CHAIN_CODE =
            HexFormat.of().parseHex("868087ca02a6f974c4598924c36b57762d32cb45717167e300622c7167e38965");

    private static final TaggedHash LIST = TaggedHash.of("KeyAgg list");
    private static final TaggedHash COEFFICIENT = TaggedHash.of("KeyAgg coefficient");
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private KeyAggregation() {}

    /** The aggregate of at least one key of 33 bytes. */
    static PublicKey of(List<byte[]> keys) throws DescriptorProblem {
        List<byte[]> sorted = keys.stream().sorted(Arrays::compareUnsigned).toList();
        ByteWriter joined = new ByteWriter(33 * sorted.size());
        sorted.forEach(joined::write);
        Slice list = Slice.of(LIST.hash(joined.toSlice()));
        byte[] second = sorted.stream()
                .filter(key -> !Arrays.equals(key, sorted.getFirst()))
                .findFirst()
                .orElse(new byte[0]);
        List<PublicKey> terms = new ArrayList<>(sorted.size());
        for (byte[] key : sorted) {
            PublicKey point = PublicKey.parse(key).orElseThrow(DescriptorProblem::underivable);
            // BIP327: the second distinct key has the coefficient 1.
            terms.add(
                    Arrays.equals(key, second)
                            ? point
                            : point.times(coefficient(list, key)).orElseThrow(DescriptorProblem::underivable));
        }
        return PublicKey.sum(terms).orElseThrow(DescriptorProblem::underivable);
    }

    private static byte[] coefficient(Slice list, byte[] key) {
        byte[] number = new BigInteger(1, COEFFICIENT.hash(list, Slice.of(key)))
                .mod(ORDER)
                .toByteArray();
        byte[] padded = new byte[32];
        int count = Math.min(32, number.length);
        System.arraycopy(number, number.length - count, padded, 32 - count, count);
        return padded;
    }
}
