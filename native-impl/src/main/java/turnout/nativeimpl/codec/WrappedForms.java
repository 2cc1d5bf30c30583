package turnout.nativeimpl.codec;

import java.util.Objects;
import java.util.Optional;

/**
 * The addresses of a script put behind P2SH and behind segwit, where Core's decodescript gives them.
 *
 * @param p2sh address
 */
public record WrappedForms(Optional<String> p2sh, Optional<Segwit> segwit) {

    /**
     * The witness form: P2WPKH for a key or its hash, P2WSH for other scripts.
     *
     * @param p2shSegwit address of the P2SH form around it
     */
    public record Segwit(Slice script, ScriptTemplate template, String address, String descriptor, String p2shSegwit) {}

    private static final WrappedForms NONE = new WrappedForms(Optional.empty(), Optional.empty());

    public static WrappedForms of(Slice script, ScriptTemplate template, ScriptPrinter printer) {
        if (!canWrap(script, template)) {
            return NONE;
        }
        Optional<String> p2sh = Optional.of(printer.scriptHashAddress(script));
        if (!canWrapInSegwit(template)) {
            return new WrappedForms(p2sh, Optional.empty());
        }
        return new WrappedForms(p2sh, Optional.of(segwit(script, template, printer)));
    }

    private static boolean canWrap(Slice script, ScriptTemplate template) {
        boolean fits = switch (template.kind()) {
            case MULTISIG, NONSTANDARD, PUBKEY, PUBKEYHASH, WITNESS_V0_KEYHASH, WITNESS_V0_SCRIPTHASH -> true;
            case NULLDATA, SCRIPTHASH, WITNESS_UNKNOWN, WITNESS_V1_TAPROOT, ANCHOR -> false;
        };
        return fits
                && ScriptCursor.hasValidOperations(script)
                && !ScriptCursor.isUnspendable(script)
                && !hasTapscriptOperation(script);
    }

    /** Whether there is an OP_SUCCESSx (BIP342): such a script has meant something else since taproot. */
    private static boolean hasTapscriptOperation(Slice script) {
        ScriptCursor cursor = new ScriptCursor(script);
        while (cursor.next()) {
            int code = cursor.opcode();
            if (code == 80
                    || code == 98
                    || (code >= 126 && code <= 129)
                    || (code >= 131 && code <= 134)
                    || (code >= 137 && code <= 138)
                    || (code >= 141 && code <= 142)
                    || (code >= 149 && code <= 153)
                    || code >= 186) {
                return true;
            }
        }
        return false;
    }

    private static boolean canWrapInSegwit(ScriptTemplate template) {
        return switch (template.kind()) {
            case NONSTANDARD, PUBKEYHASH -> true;
            case MULTISIG, PUBKEY -> template.data().stream().allMatch(key -> key.length() == 33);
            case NULLDATA,
                    SCRIPTHASH,
                    WITNESS_UNKNOWN,
                    WITNESS_V0_KEYHASH,
                    WITNESS_V0_SCRIPTHASH,
                    WITNESS_V1_TAPROOT,
                    ANCHOR -> false;
        };
    }

    private static Segwit segwit(Slice script, ScriptTemplate template, ScriptPrinter printer) {
        Slice program = switch (template.kind()) {
            case PUBKEY -> Slice.of(Hashes.hash160(template.data().getFirst()));
            case PUBKEYHASH -> template.data().getFirst();
            default -> Slice.of(Hashes.sha256(script));
        };
        Slice witnessScript = OutputScript.witness(0, program);
        ScriptTemplate form = ScriptTemplate.witness(0, program);
        String address = Objects.requireNonNull(printer.address(form));
        String known =
                form.kind() == ScriptKind.WITNESS_V0_SCRIPTHASH ? printer.witnessScriptDescriptor(template) : null;
        String descriptor = known != null ? known : printer.descriptor(witnessScript, form, address);
        return new Segwit(witnessScript, form, address, descriptor, printer.scriptHashAddress(witnessScript));
    }
}
