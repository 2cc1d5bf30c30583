package turnout.nativeimpl.curve;

import java.util.Arrays;
import java.util.Optional;

/** R and S, both below n. Immutable. One with a zero is no key's, but can be written. */
public final class EcdsaSignature {

    static final int COMPACT = 64;

    private final byte[] compact;

    EcdsaSignature(byte[] compact) {
        this.compact = compact;
    }

    /** From R and S, 64 bytes; empty for another length, and where one of them is n or more. */
    public static Optional<EcdsaSignature> ofCompact(byte[] bytes) {
        return bytes.length == COMPACT && Libsecp256k1.signatureParse(new byte[Libsecp256k1.OPAQUE], bytes)
                ? Optional.of(new EcdsaSignature(bytes.clone()))
                : Optional.empty();
    }

    /**
     * Reads DER as Core's consensus does before BIP66: what OpenSSL took. Numbers that are too large are 0; empty for what
     * is no signature even so. The hash type at the end is not part of it.
     */
    public static Optional<EcdsaSignature> ofLaxDer(byte[] bytes) {
        return DerSignature.read(bytes).map(EcdsaSignature::new);
    }

    /** Reads DER in the one form that BIP66 allows, without a hash type; numbers that are too large are 0. */
    public static Optional<EcdsaSignature> ofStrictDer(byte[] bytes) {
        return DerSignature.isStrict(bytes) ? ofLaxDer(bytes) : Optional.empty();
    }

    /** R and S, 64 bytes. */
    public byte[] compact() {
        return compact.clone();
    }

    /** At most 72 bytes, in BIP66's form. */
    public byte[] der() {
        return Libsecp256k1.signatureSerializeDer(parsed());
    }

    /** Whether S is at most n / 2. */
    public boolean hasLowS() {
        return !Libsecp256k1.signatureNormalize(parsed());
    }

    /** As the library keeps it; the caller's own. */
    byte[] parsed() {
        byte[] parsed = new byte[Libsecp256k1.OPAQUE];
        if (!Libsecp256k1.signatureParse(parsed, compact)) {
            throw new IllegalStateException("checked when made");
        }
        return parsed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EcdsaSignature signature && Arrays.equals(compact, signature.compact);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(compact);
    }
}
