package turnout.nativeimpl.interpreter;

import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.EcdsaSignature;
import turnout.nativeimpl.sighash.HashType;

/** Which forms of ECDSA signatures and keys the flags let pass. Source: Core's CheckSignatureEncoding and kin. */
final class SignatureRules {

    // BIP66's longest signature, hash type included.
    private static final int MAX_DER = 73;

    private SignatureRules() {}

    static void checkSignature(Slice signature, ScriptFlags flags) throws ScriptFailed {
        if (signature.isEmpty()) {
            return;
        }
        boolean low = flags.has(ScriptFlag.LOW_S);
        boolean strict = flags.has(ScriptFlag.STRICTENC);
        if (!low && !strict && !flags.has(ScriptFlag.DERSIG)) {
            return;
        }
        int last = signature.length() - 1;
        byte[] der = signature.slice(0, last).toByteArray();
        EcdsaSignature parsed = signature.length() > MAX_DER
                ? null
                : EcdsaSignature.ofStrictDer(der).orElse(null);
        if (parsed == null) {
            throw new ScriptFailed(ScriptError.SIG_DER);
        }
        if (low && !parsed.hasLowS()) {
            throw new ScriptFailed(ScriptError.SIG_HIGH_S);
        }
        if (strict && !HashType.isDefined(signature.at(last))) {
            throw new ScriptFailed(ScriptError.SIG_HASHTYPE);
        }
    }

    static void checkKey(Slice key, ScriptFlags flags, ScriptVersion version) throws ScriptFailed {
        boolean compressed = key.length() == 33 && (key.at(0) == 2 || key.at(0) == 3);
        boolean uncompressed = key.length() == 65 && key.at(0) == 4;
        if (flags.has(ScriptFlag.STRICTENC) && !compressed && !uncompressed) {
            throw new ScriptFailed(ScriptError.PUBKEYTYPE);
        }
        if (flags.has(ScriptFlag.WITNESS_PUBKEYTYPE) && version == ScriptVersion.WITNESS_V0 && !compressed) {
            throw new ScriptFailed(ScriptError.WITNESS_PUBKEYTYPE);
        }
    }

    /** Core's CPubKey::ValidSize: whether the first byte goes with the length; hybrid keys (6, 7) do. */
    static boolean hasPublicKeySize(Slice key) {
        if (key.isEmpty()) {
            return false;
        }
        return switch (key.at(0)) {
            case 2, 3 -> key.length() == 33;
            case 4, 6, 7 -> key.length() == 65;
            default -> false;
        };
    }
}
