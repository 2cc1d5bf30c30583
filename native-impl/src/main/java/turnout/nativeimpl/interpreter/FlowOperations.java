package turnout.nativeimpl.interpreter;

import turnout.nativeimpl.codec.Slice;

/** Conditions and the operations that end a script: NOP to RETURN. */
final class FlowOperations {

    private FlowOperations() {}

    static void run(Execution execution, int opcode) throws ScriptFailed {
        switch (opcode) {
            case Op.OP_NOP -> {}
            case Op.OP_IF, Op.OP_NOTIF -> open(execution, opcode == Op.OP_NOTIF);
            case Op.OP_ELSE -> open(execution).toggle();
            case Op.OP_ENDIF -> open(execution).close();
            case Op.OP_VERIFY -> {
                execution.stack.need(1);
                execution.verify(ScriptError.VERIFY);
            }
            case Op.OP_RETURN -> throw new ScriptFailed(ScriptError.OP_RETURN);
            default -> throw new ScriptFailed(ScriptError.BAD_OPCODE);
        }
    }

    private static void open(Execution execution, boolean negated) throws ScriptFailed {
        boolean value = false;
        if (execution.conditionals.allTrue()) {
            execution.stack.need(1);
            Slice condition = execution.stack.pop();
            checkMinimal(execution, condition);
            value = ScriptNumber.isTrue(condition) != negated;
        }
        execution.conditionals.open(value);
    }

    /** A rule of consensus in tapscript, of relay in witness version 0. */
    private static void checkMinimal(Execution execution, Slice condition) throws ScriptFailed {
        boolean minimal = condition.isEmpty() || (condition.length() == 1 && condition.at(0) == 1);
        if (minimal) {
            return;
        }
        if (execution.version == ScriptVersion.TAPSCRIPT) {
            throw new ScriptFailed(ScriptError.TAPSCRIPT_MINIMALIF);
        }
        if (execution.version == ScriptVersion.WITNESS_V0 && execution.flags.has(ScriptFlag.MINIMALIF)) {
            throw new ScriptFailed(ScriptError.MINIMALIF);
        }
    }

    private static Conditionals open(Execution execution) throws ScriptFailed {
        if (execution.conditionals.isEmpty()) {
            throw new ScriptFailed(ScriptError.UNBALANCED_CONDITIONAL);
        }
        return execution.conditionals;
    }
}
