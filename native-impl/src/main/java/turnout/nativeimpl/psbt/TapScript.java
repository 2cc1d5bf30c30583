package turnout.nativeimpl.psbt;

import java.util.Optional;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.taproot.TapHashes;

/**
 * A leaf that an input reveals.
 *
 * @param controlBlock its shortest one
 * @param keys what can sign it; empty for a script that is neither one key nor multi_a
 */
record TapScript(Slice script, int version, Slice controlBlock, Slice leafHash, Optional<TapScriptKeys> keys) {

    private static final int TAPSCRIPT = 0xc0;

    static TapScript of(Slice script, int version, Slice controlBlock) {
        return new TapScript(
                script,
                version,
                controlBlock,
                Slice.of(TapHashes.leaf(version, script)),
                version == TAPSCRIPT ? TapScriptKeys.of(script) : Optional.empty());
    }
}
