package turnout.nativeimpl.interpreter;

import turnout.nativeimpl.codec.Slice;

/**
 * CHECKMULTISIG. From the top: number of keys, keys, number of signatures, signatures, and the one element too many that its
 * first author took. Keys and signatures are tried from the top down, which STRICTENC makes visible.
 */
final class Multisig {

    private static final int MAX_KEYS = 20;

    private Multisig() {}

    /** Takes all of it off the stack; whether the signatures are valid. */
    static boolean run(Execution execution) throws ScriptFailed {
        ScriptStack stack = execution.stack;
        stack.need(1);
        long keys = stack.number(0);
        if (keys < 0 || keys > MAX_KEYS) {
            throw new ScriptFailed(ScriptError.PUBKEY_COUNT);
        }
        execution.countOperations((int) keys);
        int firstKey = 1;
        int signatureCount = firstKey + (int) keys;
        stack.need(signatureCount + 1);
        long signatures = stack.number(signatureCount);
        if (signatures < 0 || signatures > keys) {
            throw new ScriptFailed(ScriptError.SIG_COUNT);
        }
        int firstSignature = signatureCount + 1;
        int dummy = firstSignature + (int) signatures;
        // The dummy too: Core misses it before it looks at any signature.
        stack.need(dummy + 1);
        boolean valid = verify(execution, firstKey, (int) keys, firstSignature, (int) signatures);
        if (!valid && execution.flags.has(ScriptFlag.NULLFAIL)) {
            checkAllEmpty(stack, firstSignature, (int) signatures);
        }
        stack.drop(dummy);
        if (execution.flags.has(ScriptFlag.NULLDUMMY) && !stack.peek(0).isEmpty()) {
            throw new ScriptFailed(ScriptError.SIG_NULLDUMMY);
        }
        stack.drop(1);
        return valid;
    }

    private static boolean verify(Execution execution, int firstKey, int keys, int firstSignature, int signatures)
            throws ScriptFailed {
        Slice scriptCode = execution.scriptCode();
        for (int i = 0; i < signatures; i++) {
            scriptCode = SignatureOperations.withoutSignature(
                    execution, scriptCode, execution.stack.peek(firstSignature + i));
        }
        int key = 0;
        int signature = 0;
        while (signature < signatures) {
            if (signatures - signature > keys - key) {
                return false;
            }
            Slice tried = execution.stack.peek(firstSignature + signature);
            Slice by = execution.stack.peek(firstKey + key);
            SignatureRules.checkSignature(tried, execution.flags);
            SignatureRules.checkKey(by, execution.flags, execution.version);
            if (execution.spend.isSigned(tried, by, scriptCode, execution.version)) {
                signature++;
            }
            key++;
        }
        return true;
    }

    private static void checkAllEmpty(ScriptStack stack, int first, int count) throws ScriptFailed {
        for (int i = 0; i < count; i++) {
            if (!stack.peek(first + i).isEmpty()) {
                throw new ScriptFailed(ScriptError.SIG_NULLFAIL);
            }
        }
    }
}
