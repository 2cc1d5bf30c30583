package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;

/** Draws scripts: every standard form, and strings of opcodes and pushes. */
final class Scripts {

    private Scripts() {}

    static ByteString scriptPubKey(RandomGenerator random) {
        return switch (random.nextInt(14)) {
            case 0 -> script("76a914").concat(Values.bytes(random, 20)).concat(script("88ac"));
            case 1 -> script("a914").concat(Values.bytes(random, 20)).concat(script("87"));
            case 2 -> script("0014").concat(Values.bytes(random, 20));
            case 3 -> script("0020").concat(Values.bytes(random, 32));
            case 4 -> script("5120").concat(Values.bytes(random, 32));
            case 5 -> script("51024e73");
            case 6 -> push(publicKey(random)).concat(script("ac"));
            case 7, 8 -> multisig(random);
            case 9 -> script("6a").concat(push(Values.bytes(random, random.nextInt(90))));
            case 10 -> witnessProgram(random);
            default -> opcodes(random);
        };
    }

    static ByteString scriptSig(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> ByteString.EMPTY;
            case 1 -> push(signature(random)).concat(push(publicKey(random)));
            case 2 -> script("00").concat(push(signature(random))).concat(push(multisig(random)));
            case 3 -> push(script("0014").concat(Values.bytes(random, 20)));
            default -> opcodes(random);
        };
    }

    /** Any opcodes, with pushes that are mostly whole. */
    static ByteString opcodes(RandomGenerator random) {
        ByteString script = ByteString.EMPTY;
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            script = script.concat(
                    random.nextInt(3) == 0
                            ? push(Values.bytes(random, random.nextInt(random.nextInt(10) == 0 ? 300 : 40)))
                            : Values.bytes(random, 1));
        }
        return script;
    }

    /** With the shortest push opcode of its length, save for numbers. */
    static ByteString push(ByteString data) {
        WireWriter writer = new WireWriter();
        if (data.size() > 0xff) {
            writer.number(0x4d, 1).number(data.size(), 2);
        } else if (data.size() > 0x4b) {
            writer.number(0x4c, 1).number(data.size(), 1);
        } else {
            writer.number(data.size(), 1);
        }
        return writer.bytes(data).written();
    }

    private static ByteString multisig(RandomGenerator random) {
        int keys = 1 + random.nextInt(random.nextInt(8) == 0 ? 16 : 3);
        ByteString script = script(Integer.toHexString(0x50 + 1 + random.nextInt(keys)));
        for (int i = 0; i < keys; i++) {
            script = script.concat(push(publicKey(random)));
        }
        return script.concat(script(Integer.toHexString(0x50 + keys))).concat(script("ae"));
    }

    private static ByteString witnessProgram(RandomGenerator random) {
        int version = random.nextInt(17);
        return script(version == 0 ? "00" : Integer.toHexString(0x50 + version))
                .concat(push(Values.bytes(random, 2 + random.nextInt(40))));
    }

    /** Half of the compressed ones are on the curve, as half of all x are. */
    static ByteString publicKey(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> script("04").concat(Values.bytes(random, 64));
            case 1 -> KNOWN_KEY;
            default -> script(random.nextBoolean() ? "02" : "03").concat(Values.bytes(random, 32));
        };
    }

    /** Shaped as DER, with a hash type. */
    static ByteString signature(RandomGenerator random) {
        int[] types = {1, 2, 3, 0x81, 0x82, 0x83, 0, 4};
        return derSignature(random).concat(one(types[random.nextInt(types.length)]));
    }

    /** Of nobody. */
    static ByteString derSignature(RandomGenerator random) {
        int length = 30 + random.nextInt(3);
        ByteString r = script("02").concat(one(length)).concat(positive(random, length));
        ByteString s = script("0220").concat(positive(random, 32));
        return script("30").concat(one(r.size() + s.size())).concat(r).concat(s);
    }

    private static ByteString positive(RandomGenerator random, int length) {
        return one(1 + random.nextInt(0x7e)).concat(Values.bytes(random, length - 1));
    }

    private static ByteString one(int value) {
        return ByteString.copyFrom(new byte[] {(byte) value});
    }

    private static ByteString script(String hex) {
        return ByteString.fromHex(hex);
    }

    /** The generator point. */
    private static final ByteString KNOWN_KEY =
            ByteString.fromHex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
}
