package turnout.nativeimpl.psbt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.psbt.KeyRing.Pair;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.sighash.LeafContext;
import turnout.nativeimpl.sighash.SharedHashes;
import turnout.nativeimpl.sighash.TaprootSighash;
import turnout.nativeimpl.taproot.ControlBlock;
import turnout.nativeimpl.taproot.OutputKey;

/** Signs one taproot input (BIP371): by its key path where that key is there, else in every leaf of a key. */
final class TaprootSigner {

    private static final Slice EMPTY = Slice.of(new byte[0]);
    private static final byte[] NO_AUX = new byte[32];

    private final SharedHashes hashes;
    private final int input;
    private final SpendingFacts facts;
    private final KeyRing keys;
    private final int hashType;

    TaprootSigner(SharedHashes hashes, int input, SpendingFacts facts, KeyRing keys, int hashType) {
        this.hashes = hashes;
        this.input = input;
        this.facts = facts;
        this.keys = keys;
        this.hashType = hashType;
    }

    /** @param outputKey x only */
    List<PsbtSignature> sign(Slice outputKey) throws NotSigned {
        Pair pair = keyPath(outputKey);
        if (pair == null) {
            return signLeaves(outputKey);
        }
        if (!facts.tapKeySignature().isEmpty()) {
            throw new NotSigned(UnsignedReason.SIGNED_ALREADY);
        }
        Slice value = signature(pair.privateKey(), null);
        return List.of(
                new PsbtSignature(pair.publicKey(), EMPTY, hashType, RecordMap.key(In.TAP_KEY_SIGNATURE), value));
    }

    /** The output's private key, with the x that it is known by; null where the key ring has none. */
    private @Nullable Pair keyPath(Slice outputKey) throws NotSigned {
        Slice internalKey = facts.tapInternalKey();
        if (internalKey.isEmpty()) {
            Pair pair = keys.byX(outputKey);
            return pair == null ? null : new Pair(pair.privateKey(), outputKey);
        }
        OutputKey tweaked = OutputKey.of(internalKey, facts.tapMerkleRoot());
        if (tweaked == null || !tweaked.x().equals(outputKey)) {
            throw new NotSigned(UnsignedReason.SCRIPT_MISMATCH);
        }
        Pair pair = keys.byX(internalKey);
        return pair == null
                ? null
                : pair.privateKey()
                        .withEvenY()
                        .plus(tweaked.tweak().toByteArray())
                        .map(secret -> new Pair(secret, internalKey))
                        .orElse(null);
    }

    private List<PsbtSignature> signLeaves(Slice outputKey) throws NotSigned {
        Map<Slice, PsbtSignature> signed = new LinkedHashMap<>();
        UnsignedReason reason = UnsignedReason.NO_KEY;
        for (TapScript leaf : facts.tapScripts()) {
            if (!isProven(leaf, outputKey)) {
                reason = reason == UnsignedReason.NO_KEY ? UnsignedReason.SCRIPT_MISMATCH : reason;
                continue;
            }
            for (Slice x : leaf.keys().map(TapScriptKeys::keys).orElse(List.of())) {
                Pair pair = keys.byX(x);
                if (pair == null) {
                    continue;
                }
                if (facts.tapSignature(x, leaf.leafHash()) != null) {
                    reason = UnsignedReason.SIGNED_ALREADY;
                    continue;
                }
                Slice key = SpendingFacts.tapSignatureKey(x, leaf.leafHash());
                if (!signed.containsKey(key)) {
                    Slice value = signature(pair.privateKey(), leaf.leafHash());
                    signed.put(key, new PsbtSignature(x, leaf.leafHash(), hashType, key, value));
                }
            }
        }
        if (signed.isEmpty()) {
            throw new NotSigned(reason);
        }
        return List.copyOf(signed.values());
    }

    private static boolean isProven(TapScript leaf, Slice outputKey) {
        return ControlBlock.parse(leaf.controlBlock())
                .filter(block -> block.leafVersion() == leaf.version()
                        && block.proves(leaf.leafHash().toByteArray(), outputKey))
                .isPresent();
    }

    private Slice signature(PrivateKey key, @Nullable Slice leafHash) {
        LeafContext leaf = leafHash == null ? null : new LeafContext(leafHash.toByteArray(), -1);
        // The hash type exists and has its output: that was asked before.
        byte[] digest = Objects.requireNonNull(TaprootSighash.hash(hashes, input, hashType, null, leaf));
        ByteWriter out = new ByteWriter(65).write(key.signSchnorr(digest, NO_AUX));
        return hashType == 0 ? out.toSlice() : out.write(hashType).toSlice();
    }
}
