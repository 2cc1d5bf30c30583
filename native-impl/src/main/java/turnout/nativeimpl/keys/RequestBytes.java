package turnout.nativeimpl.keys;

import com.google.protobuf.ByteString;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.refusal.Refusal;

/** Bytes in requests, by what a field may hold; they may be secret, so no message quotes them. */
final class RequestBytes {

    private RequestBytes() {}

    /** A private key, 32 bytes from 1 to n - 1. */
    static PrivateKey privateKey(String field, ByteString bytes) throws Refusal {
        if (bytes.isEmpty()) {
            throw Refusal.required(field);
        }
        return PrivateKey.of(bytes.toByteArray())
                .orElseThrow(() -> Refusal.at(
                        field,
                        Reason.PRIVATE_KEY_INVALID,
                        field + ": " + bytes.size() + " bytes (expected: 32, from 1 to n - 1)"));
    }

    /** Bytes that must be there, of one size. */
    static byte[] sized(String field, ByteString bytes, int size) throws Refusal {
        if (bytes.isEmpty()) {
            throw Refusal.required(field);
        }
        return exactly(field, bytes, size);
    }

    /** Bytes of one size, where none are wrong too. */
    static byte[] exactly(String field, ByteString bytes, int size) throws Refusal {
        if (bytes.size() != size) {
            throw Refusal.at(
                    field, Reason.SIZE_INVALID, field + ": " + bytes.size() + " bytes (expected: " + size + ")");
        }
        return bytes.toByteArray();
    }

    /** Bytes up to a size, none too. */
    static byte[] limited(String field, ByteString bytes, int most) throws Refusal {
        if (bytes.size() > most) {
            throw Refusal.at(field, Reason.LIMIT_EXCEEDED, field + ": more than " + most + " bytes");
        }
        return bytes.toByteArray();
    }
}
