package turnout.nativeimpl.signedmessage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.psbt.PsbtReader;
import turnout.nativeimpl.psbt.PsbtTooLarge;

/** What the text of a signature holds. */
public sealed interface MessageSignature {

    /** Core's and BIP137's: header, R and S, 65 bytes. */
    record Recoverable(Slice bytes) implements MessageSignature {}

    /** BIP322's simple form, with its prefix or without one. */
    record Simple(List<Slice> witness) implements MessageSignature {}

    /** BIP322's full form. */
    record Full(RawTransaction toSign) implements MessageSignature {}

    /** BIP322's proof of funds: to_sign as a PSBT, with what its further inputs spend. */
    record Proof(Psbt psbt) implements MessageSignature {}

    int RECOVERABLE = 65;
    int PREFIX = 3;

    /** Reads the one base64 form of a signature, after BIP322's prefix where there is one; empty for other text. */
    static Optional<MessageSignature> read(String text) throws PsbtTooLarge {
        String prefix = text.length() < PREFIX ? "" : text.substring(0, PREFIX);
        try {
            return Optional.of(
                    switch (prefix) {
                        case "smp" -> new Simple(stack(decode(text.substring(PREFIX))));
                        case "ful" -> new Full(transaction(decode(text.substring(PREFIX))));
                        case "pof" -> new Proof(PsbtReader.read(decode(text.substring(PREFIX))));
                        default -> unnamed(decode(text));
                    });
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private static MessageSignature unnamed(Slice bytes) throws Malformed {
        return bytes.length() == RECOVERABLE ? new Recoverable(bytes) : new Simple(stack(bytes));
    }

    private static Slice decode(String text) throws Malformed {
        byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(ascii);
        } catch (IllegalArgumentException e) {
            throw new Malformed("not base64");
        }
        // Java forgives bits after the last byte and missing padding, Core does not.
        if (!Arrays.equals(Base64.getEncoder().encode(bytes), ascii)) {
            throw new Malformed("not the one base64 form");
        }
        return Slice.of(bytes);
    }

    private static List<Slice> stack(Slice bytes) throws Malformed {
        ByteReader reader = new ByteReader(bytes);
        int count = reader.readCompactSize();
        if (count > reader.remaining()) {
            throw new Malformed("more witness items than bytes");
        }
        List<Slice> witness = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            witness.add(reader.readSized());
        }
        whole(reader);
        return witness;
    }

    private static RawTransaction transaction(Slice bytes) throws Malformed {
        ByteReader reader = new ByteReader(bytes);
        RawTransaction transaction = TransactionReader.read(bytes, reader);
        whole(reader);
        return transaction;
    }

    private static void whole(ByteReader reader) throws Malformed {
        if (reader.remaining() != 0) {
            throw new Malformed("bytes after the end");
        }
    }
}
