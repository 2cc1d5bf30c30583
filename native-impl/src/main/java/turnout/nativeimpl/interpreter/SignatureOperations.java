package turnout.nativeimpl.interpreter;

import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.sighash.ScriptCode;

/** CODESEPARATOR to CHECKSIGADD; what a signature must be differs between ECDSA scripts and tapscript. */
final class SignatureOperations {

    private static final int OP_PUSHDATA1 = 0x4c;

    private SignatureOperations() {}

    static void run(Execution execution, int opcode) throws ScriptFailed {
        switch (opcode) {
            case Op.OP_CODESEPARATOR -> execution.separate();
            case Op.OP_CHECKSIG, Op.OP_CHECKSIGVERIFY -> {
                execution.stack.need(2);
                boolean signed = isSigned(execution, execution.stack.peek(1), execution.stack.peek(0));
                execution.stack.drop(2);
                execution.stack.push(signed);
                if (opcode == Op.OP_CHECKSIGVERIFY) {
                    execution.verify(ScriptError.CHECKSIGVERIFY);
                }
            }
            case Op.OP_CHECKSIGADD -> add(execution);
            case Op.OP_CHECKMULTISIG, Op.OP_CHECKMULTISIGVERIFY -> {
                if (execution.version == ScriptVersion.TAPSCRIPT) {
                    throw new ScriptFailed(ScriptError.TAPSCRIPT_CHECKMULTISIG);
                }
                execution.stack.push(Multisig.run(execution));
                if (opcode == Op.OP_CHECKMULTISIGVERIFY) {
                    execution.verify(ScriptError.CHECKMULTISIGVERIFY);
                }
            }
            default -> throw new ScriptFailed(ScriptError.BAD_OPCODE);
        }
    }

    /** Removes a signature from the script code that it signs, where legacy rules do. */
    static Slice withoutSignature(Execution execution, Slice scriptCode, Slice signature) throws ScriptFailed {
        if (execution.version != ScriptVersion.LEGACY) {
            return scriptCode;
        }
        Slice cleaned = ScriptCode.without(scriptCode, push(signature));
        if (cleaned.length() != scriptCode.length() && execution.flags.has(ScriptFlag.CONST_SCRIPTCODE)) {
            throw new ScriptFailed(ScriptError.SIG_FINDANDDELETE);
        }
        return cleaned;
    }

    private static boolean isSigned(Execution execution, Slice signature, Slice key) throws ScriptFailed {
        return execution.tapscript == null
                ? isSignedByEcdsa(execution, signature, key)
                : execution.tapscript.isSigned(execution, signature, key);
    }

    private static boolean isSignedByEcdsa(Execution execution, Slice signature, Slice key) throws ScriptFailed {
        Slice scriptCode = withoutSignature(execution, execution.scriptCode(), signature);
        SignatureRules.checkSignature(signature, execution.flags);
        SignatureRules.checkKey(key, execution.flags, execution.version);
        boolean signed = execution.spend.isSigned(signature, key, scriptCode, execution.version);
        if (!signed && !signature.isEmpty() && execution.flags.has(ScriptFlag.NULLFAIL)) {
            throw new ScriptFailed(ScriptError.SIG_NULLFAIL);
        }
        return signed;
    }

    private static void add(Execution execution) throws ScriptFailed {
        if (execution.tapscript == null) {
            throw new ScriptFailed(ScriptError.BAD_OPCODE);
        }
        ScriptStack stack = execution.stack;
        stack.need(3);
        long count = stack.number(1);
        boolean signed = isSigned(execution, stack.peek(2), stack.peek(0));
        stack.drop(3);
        stack.push(count + (signed ? 1 : 0));
    }

    /** The push that Core's {@code CScript() << bytes} makes, not always the shortest form. */
    private static Slice push(Slice bytes) {
        ByteWriter out = new ByteWriter(bytes.length() + 3);
        if (bytes.length() < OP_PUSHDATA1) {
            out.write(bytes.length());
        } else if (bytes.length() <= 0xff) {
            out.write(OP_PUSHDATA1).write(bytes.length());
        } else {
            out.write(OP_PUSHDATA1 + 1).write(bytes.length()).write(bytes.length() >> 8);
        }
        return out.write(bytes).toSlice();
    }
}
