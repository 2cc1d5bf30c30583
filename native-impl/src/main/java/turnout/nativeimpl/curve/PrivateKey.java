package turnout.nativeimpl.curve;

import java.util.Optional;

/** A number from 1 to n - 1. Immutable; no text form ever shows it. */
public final class PrivateKey {

    static final int SIZE = 32;

    private final byte[] key;

    private PrivateKey(byte[] key) {
        this.key = key;
    }

    /** From 32 bytes; empty for another length, 0, and n or more. */
    public static Optional<PrivateKey> of(byte[] bytes) {
        return bytes.length == SIZE && Libsecp256k1.secretKeyVerify(bytes)
                ? Optional.of(new PrivateKey(bytes.clone()))
                : Optional.empty();
    }

    /** 32 bytes, a copy. */
    public byte[] bytes() {
        return key.clone();
    }

    public PublicKey publicKey() {
        byte[] point = new byte[Libsecp256k1.OPAQUE];
        Libsecp256k1.publicKeyCreate(point, key);
        return new PublicKey(point);
    }

    /** Key + tweak mod n, of 32 bytes; empty where the tweak is n or more or the sum is 0. */
    public Optional<PrivateKey> plus(byte[] tweak) {
        byte[] sum = key.clone();
        return Libsecp256k1.secretKeyTweakAdd(sum, Scalar.checked(tweak))
                ? Optional.of(new PrivateKey(sum))
                : Optional.empty();
    }

    /** Key × factor mod n, of 32 bytes; empty where the factor is 0, or n or more. */
    public Optional<PrivateKey> times(byte[] factor) {
        byte[] product = key.clone();
        return Libsecp256k1.secretKeyTweakMultiply(product, Scalar.checked(factor))
                ? Optional.of(new PrivateKey(product))
                : Optional.empty();
    }

    /** n - key. */
    public PrivateKey negated() {
        byte[] negated = key.clone();
        Libsecp256k1.secretKeyNegate(negated);
        return new PrivateKey(negated);
    }

    /** Of this key and its negation the one whose public key has an even Y (BIP340). */
    public PrivateKey withEvenY() {
        return publicKey().hasOddY() ? negated() : this;
    }

    /**
     * ECDSA over a 32-byte digest as Core signs: RFC 6979, again with a counter as extra entropy until R is below 2^255,
     * low S.
     */
    public EcdsaSignature sign(byte[] digest) {
        Scalar.checked(digest);
        byte[] signature = new byte[Libsecp256k1.OPAQUE];
        byte[] extra = {};
        for (int counter = 1; ; counter++) {
            Libsecp256k1.ecdsaSign(signature, digest, key, extra);
            byte[] compact = Libsecp256k1.signatureSerialize(signature);
            if (compact[0] >= 0) {
                return new EcdsaSignature(compact);
            }
            extra = littleEndian(counter);
        }
    }

    /** ECDSA that the key can be recovered from, as Core signs messages: RFC 6979 without grinding, low S. */
    public RecoverableSignature signRecoverable(byte[] digest) {
        byte[] signature = new byte[Libsecp256k1.OPAQUE_RECOVERABLE];
        Libsecp256k1.ecdsaSignRecoverable(signature, Scalar.checked(digest), key);
        byte[] compact = new byte[EcdsaSignature.COMPACT];
        int id = Libsecp256k1.recoverableSerialize(compact, signature);
        return new RecoverableSignature(compact, id);
    }

    /** BIP340: 64 bytes, over a message of any length, with 32 bytes of auxiliary randomness. */
    public byte[] signSchnorr(byte[] message, byte[] aux) {
        byte[] keypair = new byte[Libsecp256k1.OPAQUE_KEYPAIR];
        Libsecp256k1.keypairCreate(keypair, key);
        byte[] signature = new byte[64];
        Libsecp256k1.schnorrSign(signature, message, keypair, Scalar.checked(aux));
        return signature;
    }

    @Override
    public String toString() {
        return "PrivateKey";
    }

    private static byte[] littleEndian(int counter) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[i] = (byte) (counter >> (8 * i));
        }
        return bytes;
    }
}
