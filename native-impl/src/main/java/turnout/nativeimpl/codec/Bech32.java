package turnout.nativeimpl.codec;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** BIP173 and BIP350: checksummed base-32 texts. */
final class Bech32 {

    /** Which constant the checksum ends in. */
    enum Variant {
        BECH32(1),
        BECH32M(0x2bc830a3);

        final int constant;

        Variant(int constant) {
            this.constant = constant;
        }
    }

    /**
     * A text with a good checksum.
     *
     * @param values five bits each, without the checksum
     */
    record Decoded(Variant variant, String prefix, Slice values) {}

    static final int CHECKSUM_LENGTH = 6;
    static final int MAX_LENGTH = 90;

    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
            VALUES[Character.toUpperCase(ALPHABET.charAt(i))] = (byte) i;
        }
    }

    private Bech32() {}

    /** The five bits that a character stands for, -1 for none. */
    static int value(char character) {
        return character < 128 ? VALUES[character] : -1;
    }

    /** The segwit address of a witness program: version 0 in bech32, later ones in bech32m. */
    static void encode(AsciiWriter out, String prefix, int version, Slice program) {
        Variant variant = version == 0 ? Variant.BECH32 : Variant.BECH32M;
        out.append(prefix);
        out.append('1');
        int check = expand(prefix);
        check = step(check, version);
        out.append(ALPHABET.charAt(version));
        int bits = 0;
        int held = 0;
        for (int i = 0; i < program.length(); i++) {
            held = (held << 8 | program.at(i)) & 0xfff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                int value = held >> bits & 31;
                check = step(check, value);
                out.append(ALPHABET.charAt(value));
            }
        }
        if (bits > 0) {
            int value = held << (5 - bits) & 31;
            check = step(check, value);
            out.append(ALPHABET.charAt(value));
        }
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            check = step(check, 0);
        }
        check ^= variant.constant;
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            out.append(ALPHABET.charAt(check >> (5 * i) & 31));
        }
    }

    /** Reads a text of at most 90 characters; null where prefix, characters, case or checksum are wrong. */
    static @Nullable Decoded decode(String text) {
        if (text.length() > MAX_LENGTH || !hasGoodCharacters(text)) {
            return null;
        }
        int separator = text.lastIndexOf('1');
        if (separator < 1 || separator + CHECKSUM_LENGTH >= text.length()) {
            return null;
        }
        byte[] values = values(text, separator);
        if (values == null) {
            return null;
        }
        String prefix = text.substring(0, separator).toLowerCase(Locale.ROOT);
        int residue = residue(prefix, values);
        for (Variant variant : Variant.values()) {
            if (residue == variant.constant) {
                return new Decoded(variant, prefix, Slice.of(values, 0, values.length - CHECKSUM_LENGTH));
            }
        }
        return null;
    }

    /** What stands after the separator, checksum included; null where a character is not of the alphabet. */
    private static byte @Nullable [] values(String text, int separator) {
        byte[] values = new byte[text.length() - separator - 1];
        for (int i = 0; i < values.length; i++) {
            int value = value(text.charAt(separator + 1 + i));
            if (value < 0) {
                return null;
            }
            values[i] = (byte) value;
        }
        return values;
    }

    /** The checksum polynomial's remainder: a variant's constant where the text is right. */
    static int residue(String prefix, byte[] values) {
        int check = expand(prefix);
        for (byte value : values) {
            check = step(check, value);
        }
        return check;
    }

    /** Printable ASCII in one case. */
    private static boolean hasGoodCharacters(String text) {
        boolean lower = false;
        boolean upper = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < 33 || character > 126) {
                return false;
            }
            lower |= character >= 'a' && character <= 'z';
            upper |= character >= 'A' && character <= 'Z';
        }
        return !(lower && upper);
    }

    private static int expand(String prefix) {
        int check = 1;
        for (int i = 0; i < prefix.length(); i++) {
            check = step(check, prefix.charAt(i) >> 5);
        }
        check = step(check, 0);
        for (int i = 0; i < prefix.length(); i++) {
            check = step(check, prefix.charAt(i) & 31);
        }
        return check;
    }

    private static int step(int check, int value) {
        int top = check >>> 25;
        int next = (check & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            if ((top >> i & 1) != 0) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }
}
