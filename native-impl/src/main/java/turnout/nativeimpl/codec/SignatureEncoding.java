package turnout.nativeimpl.codec;

import org.jspecify.annotations.Nullable;

/** Tells by its form whether a push is a DER signature with a hash type (BIP66 and Core's STRICTENC). */
public final class SignatureEncoding {

    private static final int ANYONE_CAN_PAY = 0x80;

    private SignatureEncoding() {}

    /** Core's name of the hash type in brackets; null where the bytes are no signature. */
    public static @Nullable String hashType(Slice signature) {
        if (!isDer(signature)) {
            return null;
        }
        int type = signature.at(signature.length() - 1);
        boolean one = (type & ANYONE_CAN_PAY) != 0;
        return switch (type & ~ANYONE_CAN_PAY) {
            case 1 -> one ? "[ALL|ANYONECANPAY]" : "[ALL]";
            case 2 -> one ? "[NONE|ANYONECANPAY]" : "[NONE]";
            case 3 -> one ? "[SINGLE|ANYONECANPAY]" : "[SINGLE]";
            default -> null;
        };
    }

    /** BIP66: 30, length, 02, length of R, R, 02, length of S, S, hash type. */
    private static boolean isDer(Slice bytes) {
        int length = bytes.length();
        if (length < 9 || length > 73 || bytes.at(0) != 0x30 || bytes.at(1) != length - 3) {
            return false;
        }
        int lengthR = bytes.at(3);
        if (5 + lengthR >= length) {
            return false;
        }
        int lengthS = bytes.at(5 + lengthR);
        return lengthR + lengthS + 7 == length
                && isPositive(bytes, 4, lengthR)
                && isPositive(bytes, 6 + lengthR, lengthS);
    }

    /** Whether a DER integer whose value begins at an index is positive and in its shortest form. */
    private static boolean isPositive(Slice bytes, int at, int length) {
        return bytes.at(at - 2) == 0x02
                && length > 0
                && (bytes.at(at) & 0x80) == 0
                && !(length > 1 && bytes.at(at) == 0 && (bytes.at(at + 1) & 0x80) == 0);
    }
}
