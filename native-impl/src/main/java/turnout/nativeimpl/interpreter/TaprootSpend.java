package turnout.nativeimpl.interpreter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.taproot.ControlBlock;
import turnout.nativeimpl.taproot.TapHashes;
import turnout.nativeimpl.taproot.TapLeaf;

/** How a witness spends a taproot output, by key or by script. Source: BIP341, BIP342. */
record TaprootSpend(Spend spend, Slice outputKey, ScriptFlags flags) {

    private static final int ANNEX_TAG = 0x50;
    private static final int MAX_STACK_SIZE = 1_000;

    void verify(List<Slice> witness) throws ScriptFailed {
        if (witness.isEmpty()) {
            throw new ScriptFailed(ScriptError.WITNESS_PROGRAM_WITNESS_EMPTY);
        }
        Slice last = witness.getLast();
        boolean hasAnnex = witness.size() >= 2 && !last.isEmpty() && last.at(0) == ANNEX_TAG;
        Slice annex = hasAnnex ? last : null;
        List<Slice> stack = hasAnnex ? witness.subList(0, witness.size() - 1) : witness;
        if (stack.size() == 1) {
            spend.checkSchnorr(stack.getFirst(), outputKey, annex, null);
        } else {
            verifyScriptPath(stack, annex, serializedSize(witness));
        }
    }

    private void verifyScriptPath(List<Slice> stack, @Nullable Slice annex, long witnessSize) throws ScriptFailed {
        int arguments = stack.size() - 2;
        Slice script = stack.get(arguments);
        ControlBlock control = ControlBlock.parse(stack.get(arguments + 1)).orElse(null);
        if (control == null) {
            throw new ScriptFailed(ScriptError.TAPROOT_WRONG_CONTROL_SIZE);
        }
        byte[] leafHash = TapHashes.leaf(control.leafVersion(), script);
        if (!control.proves(leafHash, outputKey)) {
            throw new ScriptFailed(ScriptError.WITNESS_PROGRAM_MISMATCH);
        }
        if (control.leafVersion() == TapLeaf.TAPSCRIPT) {
            execute(stack.subList(0, arguments), script, new Tapscript(leafHash, annex, witnessSize));
        } else if (flags.has(ScriptFlag.DISCOURAGE_UPGRADABLE_TAPROOT_VERSION)) {
            throw new ScriptFailed(ScriptError.DISCOURAGE_UPGRADABLE_TAPROOT_VERSION);
        }
    }

    private void execute(List<Slice> arguments, Slice script, Tapscript tapscript) throws ScriptFailed {
        if (succeedsAtOnce(script)) {
            if (flags.has(ScriptFlag.DISCOURAGE_OP_SUCCESS)) {
                throw new ScriptFailed(ScriptError.DISCOURAGE_OP_SUCCESS);
            }
            return;
        }
        if (arguments.size() > MAX_STACK_SIZE) {
            throw new ScriptFailed(ScriptError.STACK_SIZE);
        }
        WitnessProgram.execute(spend, arguments, script, ScriptVersion.TAPSCRIPT, flags, tapscript);
    }

    /** Whether an operation stands in the script that BIP342 keeps for later; one that does not parse before it fails. */
    private static boolean succeedsAtOnce(Slice script) throws ScriptFailed {
        ScriptCursor cursor = new ScriptCursor(script);
        while (!cursor.atEnd()) {
            if (!cursor.next()) {
                throw new ScriptFailed(ScriptError.BAD_OPCODE);
            }
            if (Op.isSuccess(cursor.opcode())) {
                return true;
            }
        }
        return false;
    }

    private static long serializedSize(List<Slice> witness) {
        long size = compactSize(witness.size());
        for (Slice item : witness) {
            size += compactSize(item.length()) + item.length();
        }
        return size;
    }

    private static int compactSize(int value) {
        return value < 253 ? 1 : value <= 0xffff ? 3 : 5;
    }
}
