package turnout.nativeimpl.signedmessage;

import java.nio.charset.StandardCharsets;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Slice;

/** What Core's signmessage and BIP137 sign. */
public final class LegacyMessage {

    private static final Slice MAGIC = Slice.of("Bitcoin Signed Message:\n".getBytes(StandardCharsets.UTF_8));

    private LegacyMessage() {}

    /** Double SHA-256 of magic and message, each with its length before it, 32 bytes. */
    public static byte[] hash(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        return Hashes.doubleSha256(new ByteWriter(text.length + 32)
                .writeSized(MAGIC)
                .writeSized(Slice.of(text))
                .toSlice());
    }
}
