package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws scripts that mostly get far before they fail: operations over small numbers, and balanced conditions. */
final class RunningScripts {

    private static final int OP_1NEGATE = 0x4f;
    private static final int OP_16 = 0x60;
    private static final int OP_RESERVED = 0x50;
    private static final int OP_NOP = 0x61;
    private static final int OP_CHECKSIGADD = 0xba;

    private RunningScripts() {}

    static ByteString script(RandomGenerator random) {
        ByteString script = ByteString.EMPTY;
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 60 : 12); i > 0; i--) {
            script = script.concat(part(random));
        }
        // Half of them end in a true element, whatever they left.
        return random.nextBoolean() ? script.concat(ByteString.fromHex("51")) : script;
    }

    /** Arguments: small numbers, booleans, and things the size of hashes, keys and signatures. */
    static List<ByteString> items(RandomGenerator random) {
        List<ByteString> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            items.add(
                    switch (random.nextInt(6)) {
                        case 0 -> ByteString.EMPTY;
                        case 1 -> ByteString.fromHex("01");
                        case 2 -> Values.bytes(random, random.nextInt(6));
                        case 3 -> Values.bytes(random, 64);
                        case 4 -> ByteString.fromHex("80");
                        default -> Values.bytes(random, 1);
                    });
        }
        return items;
    }

    private static ByteString part(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> opcode(number(random));
            case 3 -> Scripts.push(Values.bytes(random, 1 + random.nextInt(40)));
            case 4 ->
                opcode(number(random))
                        .concat(opcode(0x63 + random.nextInt(2)))
                        .concat(opcode(number(random)))
                        .concat(opcode(0x67))
                        .concat(opcode(number(random)))
                        .concat(opcode(0x68));
            default -> opcode(OP_NOP + random.nextInt(OP_CHECKSIGADD - OP_NOP + (random.nextInt(9) == 0 ? 10 : 1)));
        };
    }

    private static int number(RandomGenerator random) {
        int opcode = random.nextInt(4) == 0 ? 0 : OP_1NEGATE + random.nextInt(OP_16 - OP_1NEGATE + 1);
        return opcode == OP_RESERVED ? OP_RESERVED + 1 : opcode;
    }

    private static ByteString opcode(int opcode) {
        return ByteString.copyFrom(new byte[] {(byte) opcode});
    }
}
