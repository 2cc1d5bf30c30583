package turnout.nativeimpl.interpreter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.Slice;

/**
 * A script that names a witness version and program, and how a witness satisfies it. Source: BIP141 and Core's
 * VerifyWitnessProgram; taproot's part stands in {@link TaprootSpend}.
 */
record WitnessProgram(int version, Slice program) {

    private static final int MAX_ELEMENT_SIZE = 520;

    /** The program that a script is; null for other scripts. */
    static @Nullable WitnessProgram of(Slice script) {
        int length = script.length();
        if (length < 4 || length > 42 || script.at(1) + 2 != length) {
            return null;
        }
        int first = script.at(0);
        if (first != 0 && (first <= Op.OP_1NEGATE + 1 || first > Op.OP_16)) {
            return null;
        }
        return new WitnessProgram(first == 0 ? 0 : first - Op.OP_1NEGATE - 1, script.slice(2, length - 2));
    }

    /** @param nested whether it stands in a P2SH redeem script */
    void verify(Spend spend, ScriptFlags flags, boolean nested) throws ScriptFailed {
        List<Slice> witness = spend.input().witness();
        if (version == 0) {
            verifyVersionZero(spend, witness, flags);
        } else if (version == 1 && program.length() == 32 && !nested) {
            if (flags.has(ScriptFlag.TAPROOT)) {
                new TaprootSpend(spend, program, flags).verify(witness);
            }
        } else if (!(isAnchor() && !nested) && flags.has(ScriptFlag.DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM)) {
            throw new ScriptFailed(ScriptError.DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM);
        }
    }

    /** Runs a script of a witness, which must leave one true element. */
    static void execute(
            Spend spend,
            List<Slice> arguments,
            Slice script,
            ScriptVersion version,
            ScriptFlags flags,
            @Nullable Tapscript tapscript)
            throws ScriptFailed {
        for (Slice argument : arguments) {
            if (argument.length() > MAX_ELEMENT_SIZE) {
                throw new ScriptFailed(ScriptError.PUSH_SIZE);
            }
        }
        ScriptStack stack = new ScriptStack(arguments, flags.has(ScriptFlag.MINIMALDATA));
        new Execution(spend, script, version, flags, stack, tapscript).run();
        if (stack.size() != 1) {
            throw new ScriptFailed(ScriptError.CLEANSTACK);
        }
        if (!stack.isTrue()) {
            throw new ScriptFailed(ScriptError.EVAL_FALSE);
        }
    }

    private void verifyVersionZero(Spend spend, List<Slice> witness, ScriptFlags flags) throws ScriptFailed {
        int last = witness.size() - 1;
        switch (program.length()) {
            case 20 -> {
                if (witness.size() != 2) {
                    throw new ScriptFailed(ScriptError.WITNESS_PROGRAM_MISMATCH);
                }
                execute(spend, witness, OutputScript.pubkeyHash(program), ScriptVersion.WITNESS_V0, flags, null);
            }
            case 32 -> {
                if (witness.isEmpty()) {
                    throw new ScriptFailed(ScriptError.WITNESS_PROGRAM_WITNESS_EMPTY);
                }
                Slice script = witness.get(last);
                if (!Slice.of(Hashes.sha256(script)).equals(program)) {
                    throw new ScriptFailed(ScriptError.WITNESS_PROGRAM_MISMATCH);
                }
                execute(spend, witness.subList(0, last), script, ScriptVersion.WITNESS_V0, flags, null);
            }
            default -> throw new ScriptFailed(ScriptError.WITNESS_PROGRAM_WRONG_LENGTH);
        }
    }

    /** Core's pay-to-anchor, which anybody spends without a witness. */
    private boolean isAnchor() {
        return version == 1 && program.length() == 2 && program.at(0) == 0x4e && program.at(1) == 0x73;
    }
}
