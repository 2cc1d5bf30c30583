package turnout.nativeimpl.curve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A point of secp256k1 other than infinity. Immutable. */
public final class PublicKey {

    private static final int COMPRESSED = 33;
    private static final int UNCOMPRESSED = 65;

    // As the library keeps it: parsed, not serialized.
    private final byte[] point;

    PublicKey(byte[] point) {
        this.point = point;
    }

    /** From 33 bytes (compressed) or 65 (uncompressed, or hybrid as OpenSSL wrote it); empty for what is no point. */
    public static Optional<PublicKey> parse(byte[] bytes) {
        if (bytes.length != COMPRESSED && bytes.length != UNCOMPRESSED) {
            return Optional.empty();
        }
        byte[] point = new byte[Libsecp256k1.OPAQUE];
        return Libsecp256k1.publicKeyParse(point, bytes) ? Optional.of(new PublicKey(point)) : Optional.empty();
    }

    /** BIP340's lift_x: the point with this x of 32 bytes and an even Y; empty where there is none. */
    public static Optional<PublicKey> ofX(byte[] x) {
        byte[] key = new byte[COMPRESSED];
        key[0] = 2;
        System.arraycopy(Scalar.checked(x), 0, key, 1, x.length);
        return parse(key);
    }

    /** The sum of one or more points; empty where it is infinity. */
    public static Optional<PublicKey> sum(List<PublicKey> keys) {
        byte[] sum = new byte[Libsecp256k1.OPAQUE];
        byte[][] points = keys.stream().map(key -> key.point).toArray(byte[][]::new);
        return Libsecp256k1.publicKeyCombine(sum, points) ? Optional.of(new PublicKey(sum)) : Optional.empty();
    }

    /** The key that made a signature of a 32-byte digest; empty where there is none. */
    public static Optional<PublicKey> recover(byte[] digest, RecoverableSignature signature) {
        byte[] parsed = new byte[Libsecp256k1.OPAQUE_RECOVERABLE];
        byte[] point = new byte[Libsecp256k1.OPAQUE];
        return Libsecp256k1.recoverableParse(parsed, signature.compact(), signature.recoveryId())
                        && Libsecp256k1.recover(point, parsed, Scalar.checked(digest))
                ? Optional.of(new PublicKey(point))
                : Optional.empty();
    }

    /** 33 bytes. */
    public byte[] compressed() {
        return Libsecp256k1.publicKeySerialize(point, true);
    }

    /** 65 bytes. */
    public byte[] uncompressed() {
        return Libsecp256k1.publicKeySerialize(point, false);
    }

    /** 32 bytes. */
    public byte[] x() {
        return Arrays.copyOfRange(compressed(), 1, COMPRESSED);
    }

    public boolean hasOddY() {
        return compressed()[0] == 3;
    }

    /** Point + tweak·G, of 32 bytes; empty where the tweak is n or more or the sum is infinity. */
    public Optional<PublicKey> plus(byte[] tweak) {
        byte[] sum = point.clone();
        return Libsecp256k1.publicKeyTweakAdd(sum, Scalar.checked(tweak))
                ? Optional.of(new PublicKey(sum))
                : Optional.empty();
    }

    /** Point × factor, of 32 bytes; empty where the factor is 0, or n or more. */
    public Optional<PublicKey> times(byte[] factor) {
        byte[] product = point.clone();
        return Libsecp256k1.publicKeyTweakMultiply(product, Scalar.checked(factor))
                ? Optional.of(new PublicKey(product))
                : Optional.empty();
    }

    public PublicKey negated() {
        byte[] negated = point.clone();
        Libsecp256k1.publicKeyNegate(negated);
        return new PublicKey(negated);
    }

    /** Of this point and its negation the one with an even Y (BIP340). */
    public PublicKey withEvenY() {
        return hasOddY() ? negated() : this;
    }

    /** Whether the signature of a 32-byte digest is this key's; S may be high, as consensus has it. */
    public boolean verifies(byte[] digest, EcdsaSignature signature) {
        byte[] parsed = signature.parsed();
        Libsecp256k1.signatureNormalize(parsed);
        return Libsecp256k1.ecdsaVerify(parsed, Scalar.checked(digest), point);
    }

    /**
     * BIP340 verification.
     *
     * @param x the public key, any 32 bytes
     * @param message of any length
     * @param signature 64 bytes; of another length it is not valid
     */
    public static boolean verifiesSchnorr(byte[] x, byte[] message, byte[] signature) {
        byte[] xOnly = new byte[Libsecp256k1.OPAQUE_X_ONLY];
        return signature.length == 64
                && Libsecp256k1.xOnlyParse(xOnly, Scalar.checked(x))
                && Libsecp256k1.schnorrVerify(signature, message, xOnly);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && Arrays.equals(compressed(), key.compressed());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(compressed());
    }
}
