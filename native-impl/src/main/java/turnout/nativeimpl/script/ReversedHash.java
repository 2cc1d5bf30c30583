package turnout.nativeimpl.script;

import java.util.HexFormat;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.refusal.Refusal;

/** Hashes in requests: 64 hexadecimal digits of either case, reversed. */
final class ReversedHash {

    private static final int DIGITS = 64;

    private ReversedHash() {}

    /**
     * The 32 bytes in wire order.
     *
     * @param invalid the reason for what is no such text
     */
    static byte[] read(String field, String text, Reason invalid) throws Refusal {
        if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw Refusal.at(field, invalid, field + ": " + Refusal.quote(text) + " is not 64 hexadecimal digits");
        }
        byte[] bytes = HexFormat.of().parseHex(text);
        for (int i = 0; i < bytes.length / 2; i++) {
            byte swapped = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = swapped;
        }
        return bytes;
    }
}
