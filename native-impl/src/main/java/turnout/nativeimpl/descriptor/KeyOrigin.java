package turnout.nativeimpl.descriptor;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a key came from (BIP380's [fingerprint/path]); changes nothing but the text.
 *
 * @param fingerprint 8 hexadecimal digits, lower case
 * @param mark the last mark of a hardened step, null where there is none
 */
record KeyOrigin(String fingerprint, int[] steps, @Nullable Character mark) {

    /** Reads what stands between the brackets. */
    static KeyOrigin read(String text) throws DescriptorProblem {
        String[] parts = text.split("/", -1);
        String fingerprint = parts[0];
        if (fingerprint.length() != 8 || !fingerprint.chars().allMatch(HexFormat::isHexDigit)) {
            throw DescriptorProblem.invalid("a key origin's fingerprint is not 8 hexadecimal digits");
        }
        int[] steps = new int[parts.length - 1];
        Character mark = null;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = KeyPath.number(parts[i + 1]);
            mark = KeyPath.lastMark(mark, parts[i + 1]);
        }
        return new KeyOrigin(fingerprint.toLowerCase(Locale.ROOT), steps, mark);
    }

    void print(StringBuilder out, char hardened) {
        out.append('[').append(fingerprint);
        KeyPath.printSteps(out, steps, hardened);
        out.append(']');
    }
}
