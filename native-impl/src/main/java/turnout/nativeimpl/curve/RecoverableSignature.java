package turnout.nativeimpl.curve;

import java.util.Objects;

/** An ECDSA signature with what is needed to find its key. Immutable. */
public final class RecoverableSignature {

    private final byte[] compact;
    private final int recoveryId;

    /**
     * Takes any 64 bytes; those that are no signature have no key.
     *
     * @param compact R and S, 64 bytes, which must not change afterwards
     * @param recoveryId 0 to 3
     */
    public RecoverableSignature(byte[] compact, int recoveryId) {
        if (compact.length != EcdsaSignature.COMPACT) {
            throw new IllegalArgumentException(compact.length + " bytes, expected 64");
        }
        this.compact = compact;
        this.recoveryId = Objects.checkIndex(recoveryId, 4);
    }

    /** R and S, 64 bytes: to be read only. */
    public byte[] compact() {
        return compact;
    }

    /** 0 to 3. */
    public int recoveryId() {
        return recoveryId;
    }
}
