package turnout.load.generate;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.random.RandomGenerator;

/** Values of fields: ones that are drawn, and ones that differ from a good one in a place. */
public final class Values {

    private static final long[] EDGES = {
        0,
        1,
        2,
        127,
        128,
        252,
        253,
        255,
        256,
        65_535,
        65_536,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        -1,
        -2,
        21_000_000L * 100_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    // Opcodes that Bitcoin reads as lengths and counts, and the edges of a byte.
    private static final int[] BYTES = {0x00, 0x01, 0x4b, 0x4c, 0x4d, 0x4e, 0x7f, 0x80, 0xac, 0xfc, 0xfd, 0xfe, 0xff};

    private static final String CHARACTERS = "019afzAZ'/hH*()[]{},#<;>+= \u0000\u3000é\ud83d\ude00lIOb";

    private Values() {}

    static Object any(FieldDescriptor field, RandomGenerator random) {
        return switch (field.getJavaType()) {
            case INT -> (int) number(random);
            case LONG -> number(random);
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text(random, random.nextInt(40));
            case BYTE_STRING -> bytes(random, random.nextInt(80));
            case ENUM -> value(field.getEnumType(), random);
            case FLOAT, DOUBLE, MESSAGE ->
                throw new IllegalArgumentException(field.getFullName() + " is no such value");
        };
    }

    public static ByteString bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    static String text(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(character(random));
        }
        return text.toString();
    }

    /** One byte, one bit, a piece or the end of it is another. */
    static ByteString changed(ByteString bytes, RandomGenerator random) {
        if (bytes.isEmpty()) {
            return bytes(random, 1 + random.nextInt(40));
        }
        int at = random.nextInt(bytes.size());
        return switch (random.nextInt(9)) {
            case 0 -> bytes.substring(0, at);
            case 1 -> bytes.substring(at);
            case 2 -> bytes.concat(bytes(random, 1 + random.nextInt(8)));
            case 3 -> bytes.substring(0, at).concat(bytes.substring(at + 1));
            case 4 -> bytes.substring(0, at).concat(bytes(random, 1)).concat(bytes.substring(at));
            case 5 -> with(bytes, at, BYTES[random.nextInt(BYTES.length)]);
            case 6 -> with(bytes, at, random.nextInt(256));
            case 7 -> {
                int length = Math.min(bytes.size() - at, 1 + random.nextInt(40));
                ByteString piece = bytes.substring(at, at + length);
                yield bytes.substring(0, at).concat(piece).concat(bytes.substring(at));
            }
            default -> with(bytes, at, bytes.byteAt(at) ^ (1 << random.nextInt(8)));
        };
    }

    /** One character, a piece or the end of it is another. */
    static String changed(String text, RandomGenerator random) {
        if (text.isEmpty()) {
            return text(random, 1 + random.nextInt(20));
        }
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
        int behind = text.offsetByCodePoints(at, 1);
        String character = Character.toString(character(random));
        return switch (random.nextInt(7)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(behind);
            case 2 -> text.substring(0, at) + character + text.substring(at);
            case 3 -> text.substring(0, at) + otherCase(text.substring(at, behind)) + text.substring(behind);
            // A character of the text itself stays within its alphabet.
            case 4, 5 -> text.substring(0, at) + anyOf(text, random) + text.substring(behind);
            default -> text.substring(0, at) + character + text.substring(behind);
        };
    }

    private static String anyOf(String text, RandomGenerator random) {
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
        return text.substring(at, text.offsetByCodePoints(at, 1));
    }

    private static String otherCase(String character) {
        String upper = character.toUpperCase(java.util.Locale.ROOT);
        return character.equals(upper) ? character.toLowerCase(java.util.Locale.ROOT) : upper;
    }

    private static ByteString with(ByteString bytes, int at, int value) {
        byte[] changed = bytes.toByteArray();
        changed[at] = (byte) value;
        return ByteString.copyFrom(changed);
    }

    private static long number(RandomGenerator random) {
        return random.nextInt(3) == 0 ? random.nextInt(1_000) : EDGES[random.nextInt(EDGES.length)];
    }

    private static Object value(EnumDescriptor type, RandomGenerator random) {
        return random.nextInt(6) == 0
                ? type.findValueByNumberCreatingIfUnknown(random.nextInt(-2, 300))
                : type.getValues().get(random.nextInt(type.getValues().size()));
    }

    private static int character(RandomGenerator random) {
        int count = CHARACTERS.codePointCount(0, CHARACTERS.length());
        return random.nextBoolean()
                ? CHARACTERS.codePointAt(CHARACTERS.offsetByCodePoints(0, random.nextInt(count)))
                : 0x20 + random.nextInt(0x5f);
    }
}
