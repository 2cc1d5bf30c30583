package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;

/** Draws private keys and derivation paths. */
public final class Keys {

    private Keys() {}

    /** 32 bytes, from 1 to n - 1: the first is below n's and the last is not zero. */
    public static ByteString privateKey(RandomGenerator random) {
        byte[] key = Values.bytes(random, 32).toByteArray();
        key[0] &= 0x7f;
        key[31] |= 1;
        return ByteString.copyFrom(key);
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
