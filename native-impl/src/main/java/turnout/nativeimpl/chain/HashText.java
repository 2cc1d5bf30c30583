package turnout.nativeimpl.chain;

import java.util.HexFormat;
import java.util.Locale;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.refusal.Refusal;

/** Hashes in requests: 64 hexadecimal digits of either case. */
final class HashText {

    private static final int DIGITS = 64;

    private HashText() {}

    /** The text in lower case, as nodes want it. */
    static String required(String field, String text, Reason invalid) throws Refusal {
        if (text.isEmpty()) {
            throw Refusal.required(field);
        }
        if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw Refusal.at(field, invalid, field + ": " + Refusal.quote(text) + " is not 64 hexadecimal digits");
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
