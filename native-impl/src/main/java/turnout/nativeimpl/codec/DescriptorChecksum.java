package turnout.nativeimpl.codec;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The eight characters after '#' of an output descriptor (BIP380). */
public final class DescriptorChecksum {

    private static final String INPUT = "0123456789()[],'/*abcdefgh@:$%{}"
            + "IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~"
            + "ijklmnopqrstuvwxyzABCDEFGH`#\"\\ ";
    private static final String OUTPUT = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final long[] GENERATOR = {0xf5dee51989L, 0xa9fdca3312L, 0x1bab10e32dL, 0x3706b1677aL, 0x644d626ffdL};
    private static final byte[] POSITIONS = new byte[128];

    static {
        Arrays.fill(POSITIONS, (byte) -1);
        for (int i = 0; i < INPUT.length(); i++) {
            POSITIONS[INPUT.charAt(i)] = (byte) i;
        }
    }

    private DescriptorChecksum() {}

    /** Appends '#' and the checksum of all that was written so far, which must be characters of a descriptor. */
    static void append(AsciiWriter descriptor) {
        long check = check(descriptor.length(), descriptor::at);
        descriptor.append('#');
        for (int i = 0; i < 8; i++) {
            descriptor.append(character(check, i));
        }
    }

    /** The checksum of a text without '#'; null where it has characters that descriptors do not have. */
    public static @Nullable String of(String descriptor) {
        for (int i = 0; i < descriptor.length(); i++) {
            char character = descriptor.charAt(i);
            if (character >= POSITIONS.length || POSITIONS[character] < 0) {
                return null;
            }
        }
        long check = check(descriptor.length(), descriptor::charAt);
        StringBuilder checksum = new StringBuilder(8);
        for (int i = 0; i < 8; i++) {
            checksum.append(character(check, i));
        }
        return checksum.toString();
    }

    private static char character(long check, int index) {
        return OUTPUT.charAt((int) (check >> (5 * (7 - index)) & 31));
    }

    private static long check(int length, IntUnaryOperator characters) {
        long check = 1;
        int group = 0;
        int held = 0;
        for (int i = 0; i < length; i++) {
            int position = POSITIONS[characters.applyAsInt(i)];
            check = step(check, position & 31);
            group = group * 3 + (position >> 5);
            if (++held == 3) {
                check = step(check, group);
                group = 0;
                held = 0;
            }
        }
        if (held > 0) {
            check = step(check, group);
        }
        for (int i = 0; i < 8; i++) {
            check = step(check, 0);
        }
        return check ^ 1;
    }

    private static long step(long check, int value) {
        int top = (int) (check >> 35);
        long next = (check & 0x7ffffffffL) << 5 ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            if ((top >> i & 1) != 0) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }
}
