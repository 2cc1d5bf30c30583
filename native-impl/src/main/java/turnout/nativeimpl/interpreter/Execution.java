package turnout.nativeimpl.interpreter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.Slice;

/**
 * One run of one script (Core's EvalScript): the state that operations share and the rules that hold for all of them. What
 * an operation does stands with its family. One owner, one thread.
 */
final class Execution {

    private static final int MAX_ELEMENT_SIZE = 520;
    private static final int MAX_OPERATIONS = 201;
    private static final int MAX_STACK_SIZE = 1_000;

    final Spend spend;
    final ScriptVersion version;
    final ScriptFlags flags;
    final ScriptStack stack;
    final ScriptStack alternate;
    final Conditionals conditionals = new Conditionals();
    final @Nullable Tapscript tapscript;

    private final Slice script;
    private final ScriptCursor cursor;
    private int operations;
    private int place;
    private int separator = -1;
    private int codeFrom;

    /**
     * Prepares a run.
     *
     * @param stack changed by the run
     * @param tapscript null for other versions
     */
    Execution(
            Spend spend,
            Slice script,
            ScriptVersion version,
            ScriptFlags flags,
            ScriptStack stack,
            @Nullable Tapscript tapscript) {
        this.spend = spend;
        this.script = script;
        this.version = version;
        this.flags = flags;
        this.stack = stack;
        this.alternate = new ScriptStack(List.of(), false);
        this.tapscript = tapscript;
        this.cursor = new ScriptCursor(script);
    }

    void run() throws ScriptFailed {
        if (version != ScriptVersion.TAPSCRIPT && script.length() > ScriptCursor.MAX_SCRIPT_SIZE) {
            throw new ScriptFailed(ScriptError.SCRIPT_SIZE);
        }
        for (; !cursor.atEnd(); place++) {
            step();
            if (stack.size() + alternate.size() > MAX_STACK_SIZE) {
                throw new ScriptFailed(ScriptError.STACK_SIZE);
            }
        }
        if (!conditionals.isEmpty()) {
            throw new ScriptFailed(ScriptError.UNBALANCED_CONDITIONAL);
        }
    }

    /** From the last code separator that ran to the end. */
    Slice scriptCode() {
        return script.slice(codeFrom, script.length() - codeFrom);
    }

    /** Place of the last code separator that ran, counted in operations; -1 before any. */
    int codeSeparator() {
        return separator;
    }

    void separate() {
        codeFrom = cursor.position();
        separator = place;
    }

    /** Counts operations towards the limit that tapscript does not have. */
    void countOperations(int more) throws ScriptFailed {
        operations += more;
        if (version != ScriptVersion.TAPSCRIPT && operations > MAX_OPERATIONS) {
            throw new ScriptFailed(ScriptError.OP_COUNT);
        }
    }

    /** Takes the top off where it is true, fails where not; there must be one. */
    void verify(ScriptError error) throws ScriptFailed {
        if (!stack.isTrue()) {
            throw new ScriptFailed(error);
        }
        stack.drop(1);
    }

    private void step() throws ScriptFailed {
        if (!cursor.next()) {
            throw new ScriptFailed(ScriptError.BAD_OPCODE);
        }
        int opcode = cursor.opcode();
        if (cursor.dataLength() > MAX_ELEMENT_SIZE) {
            throw new ScriptFailed(ScriptError.PUSH_SIZE);
        }
        if (opcode > Op.OP_16) {
            countOperations(1);
        }
        if (Op.isDisabled(opcode)) {
            throw new ScriptFailed(ScriptError.DISABLED_OPCODE);
        }
        if (opcode == Op.OP_CODESEPARATOR
                && version == ScriptVersion.LEGACY
                && flags.has(ScriptFlag.CONST_SCRIPTCODE)) {
            throw new ScriptFailed(ScriptError.OP_CODESEPARATOR);
        }
        if (conditionals.allTrue() || (opcode >= Op.OP_IF && opcode <= Op.OP_ENDIF)) {
            operate(opcode);
        }
    }

    private void operate(int opcode) throws ScriptFailed {
        if (opcode <= Op.OP_PUSHDATA4) {
            if (flags.has(ScriptFlag.MINIMALDATA) && !cursor.isMinimalPush()) {
                throw new ScriptFailed(ScriptError.MINIMALDATA);
            }
            stack.push(cursor.data());
        } else if (opcode == Op.OP_1NEGATE || (opcode > Op.OP_1NEGATE + 1 && opcode <= Op.OP_16)) {
            stack.push((long) opcode - Op.OP_1NEGATE - 1);
        } else if (opcode <= Op.OP_RETURN) {
            FlowOperations.run(this, opcode);
        } else if (opcode <= Op.OP_EQUALVERIFY) {
            StackOperations.run(this, opcode);
        } else if (opcode < Op.OP_1ADD) {
            // RESERVED1 and RESERVED2, whatever is on the stack.
            throw new ScriptFailed(ScriptError.BAD_OPCODE);
        } else if (opcode <= Op.OP_WITHIN) {
            NumberOperations.run(this, opcode);
        } else if (opcode <= Op.OP_HASH256) {
            HashOperations.run(this, opcode);
        } else if (opcode <= Op.OP_CHECKMULTISIGVERIFY || opcode == Op.OP_CHECKSIGADD) {
            SignatureOperations.run(this, opcode);
        } else if (opcode <= Op.OP_NOP10) {
            LockTimeOperations.run(this, opcode);
        } else {
            throw new ScriptFailed(ScriptError.BAD_OPCODE);
        }
    }
}
