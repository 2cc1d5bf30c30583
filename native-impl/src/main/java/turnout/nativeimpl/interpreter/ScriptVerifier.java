package turnout.nativeimpl.interpreter;

import java.util.List;
import java.util.function.IntConsumer;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.sighash.SharedHashes;

/** Whether an input's scripts let it spend (Core's VerifyScript). */
public final class ScriptVerifier {

    private ScriptVerifier() {}

    /**
     * Runs the scripts of one input.
     *
     * @param hashes with the prevouts of all inputs; taproot signs them all, others their own
     * @return {@link ScriptError#OK}, or why it fails
     */
    public static ScriptError verify(SharedHashes hashes, int input, ScriptFlags flags) {
        return verify(hashes, input, flags, hashType -> {});
    }

    /** The same, and tells the hash type of each signature that is checked, valid or not; taproot's default is 0. */
    public static ScriptError verify(SharedHashes hashes, int input, ScriptFlags flags, IntConsumer hashTypes) {
        Spend spend = new Spend(hashes, input, hashTypes);
        try {
            verify(spend, spend.input().scriptSig(), spend.scriptPubKey(), flags);
            return ScriptError.OK;
        } catch (ScriptFailed failed) {
            return failed.error();
        }
    }

    private static void verify(Spend spend, Slice scriptSig, Slice scriptPubKey, ScriptFlags flags)
            throws ScriptFailed {
        if (flags.has(ScriptFlag.SIGPUSHONLY)) {
            checkPushOnly(scriptSig);
        }
        ScriptStack stack = new ScriptStack(List.of(), flags.has(ScriptFlag.MINIMALDATA));
        run(spend, scriptSig, stack, flags);
        ScriptStack arguments = stack.copy();
        run(spend, scriptPubKey, stack, flags);
        checkTrue(stack);
        WitnessProgram program = flags.has(ScriptFlag.WITNESS) ? WitnessProgram.of(scriptPubKey) : null;
        boolean witnessed = program != null;
        int left = stack.size();
        if (program != null) {
            if (!scriptSig.isEmpty()) {
                throw new ScriptFailed(ScriptError.WITNESS_MALLEATED);
            }
            program.verify(spend, flags, false);
            left = 1;
        }
        if (flags.has(ScriptFlag.P2SH) && isScriptHash(scriptPubKey)) {
            checkPushOnly(scriptSig);
            Slice redeemScript = arguments.pop();
            run(spend, redeemScript, arguments, flags);
            checkTrue(arguments);
            left = arguments.size();
            WitnessProgram nested = flags.has(ScriptFlag.WITNESS) ? WitnessProgram.of(redeemScript) : null;
            if (nested != null) {
                if (!isPushOf(scriptSig, redeemScript)) {
                    throw new ScriptFailed(ScriptError.WITNESS_MALLEATED_P2SH);
                }
                witnessed = true;
                nested.verify(spend, flags, true);
                left = 1;
            }
        }
        if (flags.has(ScriptFlag.CLEANSTACK) && left != 1) {
            throw new ScriptFailed(ScriptError.CLEANSTACK);
        }
        if (flags.has(ScriptFlag.WITNESS)
                && !witnessed
                && !spend.input().witness().isEmpty()) {
            throw new ScriptFailed(ScriptError.WITNESS_UNEXPECTED);
        }
    }

    private static void run(Spend spend, Slice script, ScriptStack stack, ScriptFlags flags) throws ScriptFailed {
        new Execution(spend, script, ScriptVersion.LEGACY, flags, stack, null).run();
    }

    private static void checkPushOnly(Slice scriptSig) throws ScriptFailed {
        if (!ScriptCursor.isPushOnly(scriptSig, 0)) {
            throw new ScriptFailed(ScriptError.SIG_PUSHONLY);
        }
    }

    private static void checkTrue(ScriptStack stack) throws ScriptFailed {
        if (stack.isEmpty() || !stack.isTrue()) {
            throw new ScriptFailed(ScriptError.EVAL_FALSE);
        }
    }

    private static boolean isScriptHash(Slice script) {
        return script.length() == 23
                && script.at(0) == Op.OP_HASH160
                && script.at(1) == 20
                && script.at(22) == Op.OP_EQUAL;
    }

    /** Whether a script is exactly the direct push of some bytes, fewer than 76. */
    private static boolean isPushOf(Slice script, Slice bytes) {
        return script.length() == bytes.length() + 1
                && script.at(0) == bytes.length()
                && script.slice(1, bytes.length()).equals(bytes);
    }
}
