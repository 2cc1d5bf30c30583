package turnout.nativeimpl.codec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** BIP340's hash with a tag: SHA-256 of the tag's hash twice and the message. Immutable. */
public final class TaggedHash {

    private final byte[] prefix;

    private TaggedHash(byte[] prefix) {
        this.prefix = prefix;
    }

    public static TaggedHash of(String tag) {
        byte[] hash = Hashes.sha256(tag.getBytes(StandardCharsets.UTF_8));
        byte[] prefix = new byte[64];
        System.arraycopy(hash, 0, prefix, 0, 32);
        System.arraycopy(hash, 0, prefix, 32, 32);
        return new TaggedHash(prefix);
    }

    /** Hashes the parts one after the other, 32 bytes. */
    public byte[] hash(Slice... parts) {
        MessageDigest digest = Hashes.sha256();
        digest.update(prefix);
        for (Slice part : parts) {
            digest.update(part.array(), part.offset(), part.length());
        }
        return digest.digest();
    }

    public byte[] hash(byte[] message) {
        return hash(Slice.of(message));
    }
}
