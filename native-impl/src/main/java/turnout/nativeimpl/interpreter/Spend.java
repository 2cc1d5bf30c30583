package turnout.nativeimpl.interpreter;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.EcdsaSignature;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.sighash.LeafContext;
import turnout.nativeimpl.sighash.LegacySighash;
import turnout.nativeimpl.sighash.SharedHashes;
import turnout.nativeimpl.sighash.TaprootSighash;
import turnout.nativeimpl.sighash.WitnessSighash;

/**
 * One input that spends: what scripts may ask of the transaction around them. Remembers the last hash, because the keys of a
 * CHECKMULTISIG are tried against one. One owner, one thread.
 */
final class Spend {

    private static final long LOCK_TIME_THRESHOLD = 500_000_000;
    private static final long SEQUENCE_FINAL = 0xffffffffL;
    private static final long SEQUENCE_DISABLED = 1L << 31;
    private static final long SEQUENCE_TIME = 1L << 22;
    private static final long SEQUENCE_MASK = SEQUENCE_TIME | 0xffff;

    private final SharedHashes hashes;
    private final int index;
    private final IntConsumer hashTypes;
    private @Nullable Slice lastScriptCode;
    private int lastHashType;
    private byte[] lastHash = {};

    /** @param hashTypes told the hash type of each signature that is checked */
    Spend(SharedHashes hashes, int index, IntConsumer hashTypes) {
        this.hashes = hashes;
        this.index = index;
        this.hashTypes = hashTypes;
    }

    RawInput input() {
        return hashes.transaction().inputs().get(index);
    }

    Slice scriptPubKey() {
        return hashes.prevout(index).scriptPubKey();
    }

    /** Whether an ECDSA signature with its hash type is a key's; any bytes may stand for both. */
    boolean isSigned(Slice signature, Slice key, Slice scriptCode, ScriptVersion version) {
        if (signature.isEmpty() || !SignatureRules.hasPublicKeySize(key)) {
            return false;
        }
        int last = signature.length() - 1;
        EcdsaSignature parsed =
                EcdsaSignature.ofLaxDer(signature.slice(0, last).toByteArray()).orElse(null);
        if (parsed == null) {
            return false;
        }
        int hashType = signature.at(last);
        hashTypes.accept(hashType);
        return PublicKey.parse(key.toByteArray())
                .map(point -> point.verifies(hash(scriptCode, hashType, version), parsed))
                .orElse(false);
    }

    /**
     * Checks a BIP340 signature, with its hash type where it has 65 bytes.
     *
     * @param key x only, 32 bytes
     * @param leaf null for a key path
     */
    void checkSchnorr(Slice signature, Slice key, @Nullable Slice annex, @Nullable LeafContext leaf)
            throws ScriptFailed {
        int length = signature.length();
        if (length != 64 && length != 65) {
            throw new ScriptFailed(ScriptError.SCHNORR_SIG_SIZE);
        }
        int hashType = length == 65 ? signature.at(64) : 0;
        byte[] hash = length == 65 && hashType == 0 ? null : TaprootSighash.hash(hashes, index, hashType, annex, leaf);
        if (hash == null) {
            throw new ScriptFailed(ScriptError.SCHNORR_SIG_HASHTYPE);
        }
        if (!PublicKey.verifiesSchnorr(
                key.toByteArray(), hash, signature.slice(0, 64).toByteArray())) {
            throw new ScriptFailed(ScriptError.SCHNORR_SIG);
        }
    }

    /** BIP65. */
    boolean reachesLockTime(long lockTime) {
        long own = Integer.toUnsignedLong(hashes.transaction().lockTime());
        return (own < LOCK_TIME_THRESHOLD) == (lockTime < LOCK_TIME_THRESHOLD)
                && lockTime <= own
                && Integer.toUnsignedLong(input().sequence()) != SEQUENCE_FINAL;
    }

    /** BIP112, for a sequence that is not disabled. */
    boolean reachesSequence(long sequence) {
        RawTransaction transaction = hashes.transaction();
        long own = Integer.toUnsignedLong(input().sequence());
        if (Integer.compareUnsigned(transaction.version(), 2) < 0 || (own & SEQUENCE_DISABLED) != 0) {
            return false;
        }
        long masked = sequence & SEQUENCE_MASK;
        long ownMasked = own & SEQUENCE_MASK;
        return (masked < SEQUENCE_TIME) == (ownMasked < SEQUENCE_TIME) && masked <= ownMasked;
    }

    @SuppressWarnings("ReferenceEquality") // The same script code is the same object within one operation.
    private byte[] hash(Slice scriptCode, int hashType, ScriptVersion version) {
        if (lastScriptCode != scriptCode || lastHashType != hashType) {
            lastHash = version == ScriptVersion.LEGACY
                    ? LegacySighash.hash(hashes.transaction(), index, scriptCode, hashType)
                    : WitnessSighash.hash(
                            hashes, index, scriptCode, hashes.prevout(index).value(), hashType);
            lastScriptCode = scriptCode;
            lastHashType = hashType;
        }
        return lastHash;
    }
}
