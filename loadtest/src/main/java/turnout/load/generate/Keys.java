package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;

/** Draws private keys and derivation paths. */
public final class Keys {

    private static final ByteString[] POINTS = {
        ByteString.fromHex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),
        ByteString.fromHex("02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5"),
        ByteString.fromHex("02f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9"),
        ByteString.fromHex("02e493dbf1c10d80f3581e4904930b1404cc6c13900ee0758474fa94abe8c4cd13")
    };

    private Keys() {}

    /** 32 bytes, from 1 to n - 1: the first is below n's and the last is not zero. */
    public static ByteString privateKey(RandomGenerator random) {
        byte[] key = Values.bytes(random, 32).toByteArray();
        key[0] &= 0x7f;
        key[31] |= 1;
        return ByteString.copyFrom(key);
    }

    /** 33 bytes, one of some that are points; those of the numbers from 1 to 4. */
    static ByteString publicKey(RandomGenerator random) {
        return POINTS[random.nextInt(POINTS.length)];
    }

    /**
     * {@code m/…} of 1 to 5 steps.
     *
     * @param hardened whether some are
     */
    public static String path(RandomGenerator random, boolean hardened) {
        StringBuilder path = new StringBuilder("m");
        int steps = 1 + random.nextInt(5);
        for (int i = 0; i < steps; i++) {
            int index = random.nextInt(4) == 0 ? random.nextInt(Integer.MAX_VALUE) : random.nextInt(100);
            path.append('/').append(index);
            if (hardened && random.nextBoolean()) {
                path.append("hH'".charAt(random.nextInt(3)));
            }
        }
        return path.toString();
    }
}
