package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;

/** Draws scripts that run for a while before they end: what they need is mostly on the stack. */
final class Programs {

    private static final int[] STACK = {
        0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x7b, 0x7c,
        0x7d, 0x82
    };
    private static final int[] NUMBERS = {
        0x87, 0x88, 0x8b, 0x8c, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f, 0xa0, 0xa1,
        0xa2, 0xa3, 0xa4, 0xa5
    };
    private static final int[] HASHES = {0xa6, 0xa7, 0xa8, 0xa9, 0xaa};
    private static final int[] OTHERS = {
        0x61, 0x69, 0xab, 0xac, 0xad, 0xae, 0xaf, 0xb0, 0xb1, 0xb2, 0xb3, 0xb9, 0xba, 0x6a, 0x50, 0x62, 0x65, 0x7e,
        0x89, 0xff
    };

    private Programs() {}

    /** A script of some pushes and some operations. */
    static ByteString any(RandomGenerator random) {
        ByteString script = pushes(random, 1 + random.nextInt(5));
        int steps = random.nextInt(8);
        for (int i = 0; i < steps; i++) {
            script = script.concat(step(random));
        }
        return random.nextInt(3) == 0 ? script : script.concat(one(0x51));
    }

    /** What a scriptSig holds. */
    static ByteString pushes(RandomGenerator random, int count) {
        ByteString script = ByteString.EMPTY;
        for (int i = 0; i < count; i++) {
            script = script.concat(push(random));
        }
        return script;
    }

    /** A number mostly; sometimes not in its shortest form, sometimes longer than numbers are. */
    private static ByteString push(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> one(random.nextInt(4) == 0 ? 0x4f : 0x51 + random.nextInt(16));
            case 3 -> one(0);
            case 4 -> Scripts.push(Values.bytes(random, 1 + random.nextInt(5)));
            case 5 -> Scripts.push(one(random.nextInt(256)).concat(one(random.nextInt(2) * 0x80)));
            case 6 -> Scripts.push(Scripts.publicKey(random));
            default -> Scripts.push(Scripts.signature(random));
        };
    }

    private static ByteString step(RandomGenerator random) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> one(STACK[random.nextInt(STACK.length)]);
            case 2, 3 -> one(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 4 -> one(HASHES[random.nextInt(HASHES.length)]);
            case 5 -> one(OTHERS[random.nextInt(OTHERS.length)]);
            case 6 -> conditional(random);
            default -> push(random);
        };
    }

    private static ByteString conditional(RandomGenerator random) {
        ByteString begin = one(random.nextBoolean() ? 0x63 : 0x64).concat(step(random));
        ByteString other = random.nextBoolean() ? one(0x67).concat(step(random)) : ByteString.EMPTY;
        return begin.concat(other).concat(random.nextInt(12) == 0 ? ByteString.EMPTY : one(0x68));
    }

    private static ByteString one(int value) {
        return ByteString.copyFrom(new byte[] {(byte) value});
    }
}
