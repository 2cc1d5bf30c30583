package turnout.nativeimpl.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bitcoinj.base.Base58;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.curve.PublicKey;

/** A BIP32 extended key, private or public. Immutable; its text form is {@link #encode}, never {@code toString}. */
public final class ExtendedKey {

    static final int HARDENED = 1 << 31;
    public static final int MAX_DEPTH = 255;

    private static final int SIZE = 78;
    // 82 bytes in base58 take at most 112 characters; longer texts are refused before decoding, which is quadratic.
    private static final int MAX_TEXT = 112;
    private static final byte[] SEED_KEY = "Bitcoin seed".getBytes(StandardCharsets.US_ASCII);

    private final KeyPrefix prefix;
    private final int depth;
    private final byte[] parentFingerprint;
    private final int childNumber;
    private final byte[] chainCode;
    private final @Nullable PrivateKey privateKey;
    private final PublicKey point;
    private final byte[] publicKey;

    private ExtendedKey(
            KeyPrefix prefix,
            int depth,
            byte[] parentFingerprint,
            int childNumber,
            byte[] chainCode,
            @Nullable PrivateKey privateKey,
            PublicKey point) {
        this.prefix = prefix;
        this.depth = depth;
        this.parentFingerprint = parentFingerprint;
        this.childNumber = childNumber;
        this.chainCode = chainCode;
        this.privateKey = privateKey;
        this.point = point;
        this.publicKey = point.compressed();
    }

    /** Reads base58check of exactly 78 bytes; empty for every key that BIP32 calls invalid. */
    public static Optional<ExtendedKey> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base58.decodeChecked(text);
        } catch (AddressFormatException e) {
            return Optional.empty();
        }
        return bytes.length == SIZE ? parse(ByteBuffer.wrap(bytes)) : Optional.empty();
    }

    private static Optional<ExtendedKey> parse(ByteBuffer bytes) {
        int version = bytes.getInt();
        Optional<KeyPrefix> prefix = KeyPrefix.ofVersion(version);
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        int depth = bytes.get() & 0xff;
        byte[] parentFingerprint = next(bytes, 4);
        int childNumber = bytes.getInt();
        byte[] chainCode = next(bytes, 32);
        byte[] key = next(bytes, 33);
        if (depth == 0 && (childNumber != 0 || !Arrays.equals(parentFingerprint, new byte[4]))) {
            return Optional.empty();
        }
        PrivateKey privateKey = null;
        Optional<PublicKey> point;
        if (prefix.get().isPrivate(version)) {
            privateKey =
                    key[0] == 0 ? PrivateKey.of(Arrays.copyOfRange(key, 1, 33)).orElse(null) : null;
            point = Optional.ofNullable(privateKey).map(PrivateKey::publicKey);
        } else {
            point = PublicKey.parse(key);
        }
        return point.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExtendedKey(
                        prefix.get(), depth, parentFingerprint, childNumber, chainCode, privateKey, point.get()));
    }

    /** The root that a seed makes; empty where its key is not one (probability below 2^-127). */
    static Optional<ExtendedKey> ofSeed(byte[] seed, KeyPrefix prefix) {
        byte[] hash = HmacSha512.of(SEED_KEY, seed);
        byte[] chainCode = Arrays.copyOfRange(hash, 32, 64);
        return PrivateKey.of(Arrays.copyOf(hash, 32))
                .map(key -> new ExtendedKey(prefix, 0, new byte[4], 0, chainCode, key, key.publicKey()));
    }

    /** A root of a public key and a chain code, 32 bytes, that were made elsewhere (BIP328). */
    public static ExtendedKey ofPublicKey(PublicKey key, byte[] chainCode, KeyPrefix prefix) {
        return new ExtendedKey(prefix, 0, new byte[4], 0, chainCode.clone(), null, key);
    }

    /**
     * The child with a number, hardened from 2^31 on; empty where it does not exist (probability below 2^-127).
     *
     * @throws IllegalStateException for a hardened child of a public key, or below depth 255: the caller checks
     */
    public Optional<ExtendedKey> child(int number) {
        boolean hardened = (number & HARDENED) != 0;
        if ((hardened && privateKey == null) || depth == MAX_DEPTH) {
            throw new IllegalStateException("no such child");
        }
        ByteBuffer data = ByteBuffer.allocate(37);
        if (hardened && privateKey != null) {
            data.put((byte) 0).put(privateKey.bytes());
        } else {
            data.put(publicKey);
        }
        data.putInt(number);
        byte[] hash = HmacSha512.of(chainCode, data.array());
        byte[] tweak = Arrays.copyOf(hash, 32);
        byte[] childChainCode = Arrays.copyOfRange(hash, 32, 64);
        if (privateKey == null) {
            return point.plus(tweak)
                    .map(key -> new ExtendedKey(prefix, depth + 1, fingerprint(), number, childChainCode, null, key));
        }
        return privateKey
                .plus(tweak)
                .map(key -> new ExtendedKey(
                        prefix, depth + 1, fingerprint(), number, childChainCode, key, key.publicKey()));
    }

    /** The same key without its private half. */
    public ExtendedKey neutered() {
        return new ExtendedKey(prefix, depth, parentFingerprint, childNumber, chainCode, null, point);
    }

    /** The same key with another prefix. */
    ExtendedKey withPrefix(KeyPrefix other) {
        return new ExtendedKey(other, depth, parentFingerprint, childNumber, chainCode, privateKey, point);
    }

    public boolean isPrivate() {
        return privateKey != null;
    }

    public KeyPrefix prefix() {
        return prefix;
    }

    public int depth() {
        return depth;
    }

    /** First 4 bytes of HASH160 of the parent's public key. */
    byte[] parentFingerprint() {
        return parentFingerprint.clone();
    }

    int childNumber() {
        return childNumber;
    }

    byte[] chainCode() {
        return chainCode.clone();
    }

    /** 32 bytes. */
    public Optional<byte[]> privateKey() {
        return privateKey == null ? Optional.empty() : Optional.of(privateKey.bytes());
    }

    /** 33 bytes. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** First 4 bytes of HASH160 of this public key. */
    public byte[] fingerprint() {
        return Arrays.copyOf(Hashes.hash160(publicKey), 4);
    }

    /** The text form, with this key's own prefix. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE + 4);
        bytes.putInt(prefix.version(isPrivate()))
                .put((byte) depth)
                .put(parentFingerprint)
                .putInt(childNumber);
        bytes.put(chainCode);
        if (privateKey == null) {
            bytes.put(publicKey);
        } else {
            bytes.put((byte) 0).put(privateKey.bytes());
        }
        byte[] hash = Hashes.doubleSha256(Arrays.copyOf(bytes.array(), SIZE));
        return Base58.encode(bytes.put(hash, 0, 4).array());
    }

    @Override
    public String toString() {
        return "ExtendedKey[depth " + depth + "]";
    }

    private static byte[] next(ByteBuffer bytes, int count) {
        byte[] read = new byte[count];
        bytes.get(read);
        return read;
    }
}
