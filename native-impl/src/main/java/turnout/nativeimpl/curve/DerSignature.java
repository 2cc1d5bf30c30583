package turnout.nativeimpl.curve;

import java.util.Optional;

/**
 * The DER forms of a signature: BIP66's, and the lax one that consensus took before it, when OpenSSL read (lengths may be
 * long, integers padded or negative, bytes may follow). Source: Core's pubkey.cpp, whose answers these are.
 */
final class DerSignature {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 72;

    private final byte[] bytes;
    private int at;

    private DerSignature(byte[] bytes) {
        this.bytes = bytes;
    }

    /** R and S of a lax signature as 64 bytes, zeros where one of them is n or more; empty where it cannot be read. */
    static Optional<byte[]> read(byte[] bytes) {
        DerSignature der = new DerSignature(bytes);
        byte[] compact = new byte[EcdsaSignature.COMPACT];
        if (!der.skipSequence()) {
            return Optional.empty();
        }
        boolean fits = true;
        for (int i = 0; i < 2; i++) {
            int length = der.integerLength();
            if (length < 0) {
                return Optional.empty();
            }
            fits &= der.integer(length, compact, 32 * (i + 1));
        }
        boolean valid = fits && Libsecp256k1.signatureParse(new byte[Libsecp256k1.OPAQUE], compact);
        return Optional.of(valid ? compact : new byte[EcdsaSignature.COMPACT]);
    }

    /** BIP66 without its hash type: 30, length, 02, length of R, R, 02, length of S, S; positive and shortest. */
    static boolean isStrict(byte[] bytes) {
        int length = bytes.length;
        if (length < SHORTEST || length > LONGEST || bytes[0] != 0x30 || bytes[1] != length - 2) {
            return false;
        }
        int lengthR = bytes[3] & 0xff;
        if (5 + lengthR >= length) {
            return false;
        }
        int lengthS = bytes[5 + lengthR] & 0xff;
        return lengthR + lengthS + 6 == length
                && isPositive(bytes, 4, lengthR)
                && isPositive(bytes, 6 + lengthR, lengthS);
    }

    private static boolean isPositive(byte[] bytes, int at, int length) {
        return bytes[at - 2] == 0x02
                && length > 0
                && bytes[at] >= 0
                && !(length > 1 && bytes[at] == 0 && bytes[at + 1] >= 0);
    }

    /** The sequence's own length is not looked at. */
    private boolean skipSequence() {
        if (remaining() < 2 || bytes[at] != 0x30) {
            return false;
        }
        int length = bytes[at + 1] & 0xff;
        at += 2;
        int more = length < 0x80 ? 0 : length - 0x80;
        if (more > remaining()) {
            return false;
        }
        at += more;
        return true;
    }

    /** Goes to an integer's first byte; its length, -1 where there is none. */
    private int integerLength() {
        if (remaining() < 2 || bytes[at] != 0x02) {
            return -1;
        }
        int length = bytes[at + 1] & 0xff;
        at += 2;
        if (length >= 0x80) {
            length = longLength(length - 0x80);
        }
        return length > remaining() ? -1 : length;
    }

    private int longLength(int size) {
        if (size > remaining()) {
            return -1;
        }
        int end = at + size;
        while (at < end && bytes[at] == 0) {
            at++;
        }
        // Core reads lengths below 2^24 here.
        if (end - at >= 4) {
            return -1;
        }
        int length = 0;
        while (at < end) {
            length = length << 8 | bytes[at++] & 0xff;
        }
        return length;
    }

    /** Copies a number to the 32 bytes before an index; whether it fits. */
    private boolean integer(int length, byte[] compact, int before) {
        int end = at + length;
        int from = at;
        while (from < end && bytes[from] == 0) {
            from++;
        }
        at = end;
        if (end - from > 32) {
            return false;
        }
        System.arraycopy(bytes, from, compact, before - (end - from), end - from);
        return true;
    }

    private int remaining() {
        return bytes.length - at;
    }
}
