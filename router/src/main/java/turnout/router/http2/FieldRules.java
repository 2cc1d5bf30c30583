package turnout.router.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/** Checks the fields of one block against RFC 9113 §8.2 and §8.3 while they are read. Reused; one event loop. */
final class FieldRules {

    enum Kind {
        REQUEST,
        RESPONSE,
        TRAILERS
    }

    private static final byte[] METHOD = ":method".getBytes(US_ASCII);
    private static final byte[] SCHEME = ":scheme".getBytes(US_ASCII);
    private static final byte[] PATH = ":path".getBytes(US_ASCII);
    private static final byte[] AUTHORITY = ":authority".getBytes(US_ASCII);
    private static final byte[] STATUS = ":status".getBytes(US_ASCII);
    private static final byte[] TE = "te".getBytes(US_ASCII);
    private static final byte[] TRAILERS_VALUE = "trailers".getBytes(US_ASCII);
    private static final byte[] CONTENT_LENGTH = "content-length".getBytes(US_ASCII);

    /** Connection-specific fields (§8.2.2). */
    private static final byte[][] FORBIDDEN = {
        "connection".getBytes(US_ASCII),
        "keep-alive".getBytes(US_ASCII),
        "proxy-connection".getBytes(US_ASCII),
        "transfer-encoding".getBytes(US_ASCII),
        "upgrade".getBytes(US_ASCII)
    };

    private static final int SEEN_METHOD = 1;
    private static final int SEEN_SCHEME = 2;
    private static final int SEEN_PATH = 4;
    private static final int SEEN_AUTHORITY = 8;
    private static final int SEEN_STATUS = 16;
    private static final int REQUIRED = SEEN_METHOD | SEEN_SCHEME | SEEN_PATH;

    private Kind kind = Kind.REQUEST;
    private int seen;
    private boolean regular;
    private boolean interim;
    private long contentLength;
    private @Nullable String malformed;

    void begin(Kind kind) {
        this.kind = kind;
        seen = 0;
        regular = false;
        interim = false;
        contentLength = -1;
        malformed = null;
    }

    void check(HeaderBlock field) {
        if (malformed != null) {
            return;
        }
        // gRPC servers do send status messages that end with a blank, and their details must arrive unchanged.
        if (field.malformed() || field.blankEdge() && kind == Kind.REQUEST) {
            malformed = "a field name or value has a character that it cannot have (RFC 9113 §8.2.1)";
        } else if (field.pseudo()) {
            pseudo(field);
        } else {
            regular = true;
            regular(field);
        }
    }

    /** Why the block is malformed, or null; known once the block has been read whole. */
    @Nullable
    String end() {
        if (malformed == null && kind == Kind.REQUEST && (seen & REQUIRED) != REQUIRED) {
            malformed = ":method, :scheme and :path must all be there (RFC 9113 §8.3.1)";
        }
        if (malformed == null && kind == Kind.RESPONSE && seen != SEEN_STATUS) {
            malformed = ":status must be there (RFC 9113 §8.3.2)";
        }
        return malformed;
    }

    /** A 1xx response: the final one is still to come (RFC 9113 §8.1). */
    boolean interim() {
        return interim;
    }

    /** The message's announced bytes, or -1. */
    long contentLength() {
        return contentLength;
    }

    private void pseudo(HeaderBlock field) {
        int bit = switch (kind) {
            case REQUEST ->
                field.nameIs(PATH)
                        ? SEEN_PATH
                        : field.nameIs(METHOD)
                                ? SEEN_METHOD
                                : field.nameIs(SCHEME) ? SEEN_SCHEME : field.nameIs(AUTHORITY) ? SEEN_AUTHORITY : 0;
            case RESPONSE -> field.nameIs(STATUS) ? SEEN_STATUS : 0;
            case TRAILERS -> 0;
        };
        if (bit == 0 || (seen & bit) != 0 || regular) {
            malformed = "a pseudo-header field that is unknown, repeated or late (RFC 9113 §8.3)";
        } else if (bit == SEEN_PATH && field.valueLength() == 0) {
            malformed = ":path is empty (RFC 9113 §8.3.1)";
        }
        interim |= bit == SEEN_STATUS && field.valueLength() == 3 && field.valueByte(0) == '1';
        seen |= bit;
    }

    private void regular(HeaderBlock field) {
        switch (field.nameLength()) {
            case 2 -> {
                if (field.nameIs(TE) && !field.valueIs(TRAILERS_VALUE)) {
                    malformed = "te may only say trailers (RFC 9113 §8.2.2)";
                }
            }
            case 7, 10, 16, 17 -> {
                for (byte[] name : FORBIDDEN) {
                    if (field.nameIs(name)) {
                        malformed = "a connection-specific field (RFC 9113 §8.2.2)";
                    }
                }
            }
            case 14 -> {
                if (field.nameIs(CONTENT_LENGTH)) {
                    contentLength(field);
                }
            }
            default -> {}
        }
    }

    private void contentLength(HeaderBlock field) {
        long length = 0;
        int digits = field.valueLength();
        for (int i = 0; i < digits; i++) {
            int digit = field.valueByte(i) - '0';
            if (digit < 0 || digit > 9) {
                digits = 0;
            }
            length = length * 10 + digit;
        }
        boolean other = contentLength >= 0 && contentLength != length;
        if (digits == 0 || digits > 18 || other) {
            malformed = "content-length is not one number (RFC 9110 §8.6)";
        }
        contentLength = length;
    }
}
