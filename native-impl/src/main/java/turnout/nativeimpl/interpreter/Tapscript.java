package turnout.nativeimpl.interpreter;

import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.sighash.LeafContext;

/** What a tapscript's signatures depend on: its leaf, the annex, and the weight that pays for them. Source: BIP342. */
final class Tapscript {

    private static final int WEIGHT_PER_SIGNATURE = 50;

    private final byte[] leafHash;
    private final @Nullable Slice annex;
    private long weightLeft;

    /** @param witnessSize bytes of the input's witness as serialized, its count included */
    Tapscript(byte[] leafHash, @Nullable Slice annex, long witnessSize) {
        this.leafHash = leafHash;
        this.annex = annex;
        this.weightLeft = witnessSize + WEIGHT_PER_SIGNATURE;
    }

    boolean isSigned(Execution execution, Slice signature, Slice key) throws ScriptFailed {
        boolean given = !signature.isEmpty();
        if (given) {
            weightLeft -= WEIGHT_PER_SIGNATURE;
            if (weightLeft < 0) {
                throw new ScriptFailed(ScriptError.TAPSCRIPT_VALIDATION_WEIGHT);
            }
        }
        if (key.isEmpty()) {
            throw new ScriptFailed(ScriptError.TAPSCRIPT_EMPTY_PUBKEY);
        }
        if (key.length() == 32) {
            if (given) {
                execution.spend.checkSchnorr(
                        signature, key, annex, new LeafContext(leafHash, execution.codeSeparator()));
            }
        } else if (execution.flags.has(ScriptFlag.DISCOURAGE_UPGRADABLE_PUBKEYTYPE)) {
            throw new ScriptFailed(ScriptError.DISCOURAGE_UPGRADABLE_PUBKEYTYPE);
        }
        return given;
    }
}
