package turnout.nativeimpl.interpreter;

/** Arithmetic: 1ADD to WITHIN. Numbers in are of at most 4 bytes, so no result overflows a long. */
final class NumberOperations {

    private NumberOperations() {}

    static void run(Execution execution, int opcode) throws ScriptFailed {
        ScriptStack stack = execution.stack;
        if (opcode <= Op.OP_0NOTEQUAL) {
            stack.need(1);
            long result = unary(opcode, stack.number(0));
            stack.drop(1);
            stack.push(result);
        } else if (opcode == Op.OP_WITHIN) {
            stack.need(3);
            long value = stack.number(2);
            boolean within = stack.number(1) <= value & value < stack.number(0);
            stack.drop(3);
            stack.push(within);
        } else {
            stack.need(2);
            long result = binary(opcode, stack.number(1), stack.number(0));
            stack.drop(2);
            stack.push(result);
            if (opcode == Op.OP_NUMEQUALVERIFY) {
                execution.verify(ScriptError.NUMEQUALVERIFY);
            }
        }
    }

    private static long unary(int opcode, long value) throws ScriptFailed {
        return switch (opcode) {
            case Op.OP_1ADD -> value + 1;
            case Op.OP_1SUB -> value - 1;
            case Op.OP_NEGATE -> -value;
            case Op.OP_ABS -> Math.abs(value);
            case Op.OP_NOT -> one(value == 0);
            case Op.OP_0NOTEQUAL -> one(value != 0);
            default -> throw new ScriptFailed(ScriptError.BAD_OPCODE);
        };
    }

    private static long binary(int opcode, long left, long right) throws ScriptFailed {
        return switch (opcode) {
            case Op.OP_ADD -> left + right;
            case Op.OP_SUB -> left - right;
            case Op.OP_BOOLAND -> one(left != 0 && right != 0);
            case Op.OP_BOOLOR -> one(left != 0 || right != 0);
            case Op.OP_NUMEQUAL, Op.OP_NUMEQUALVERIFY -> one(left == right);
            case Op.OP_NUMNOTEQUAL -> one(left != right);
            case Op.OP_LESSTHAN -> one(left < right);
            case Op.OP_GREATERTHAN -> one(left > right);
            case Op.OP_LESSTHANOREQUAL -> one(left <= right);
            case Op.OP_GREATERTHANOREQUAL -> one(left >= right);
            case Op.OP_MIN -> Math.min(left, right);
            case Op.OP_MAX -> Math.max(left, right);
            default -> throw new ScriptFailed(ScriptError.BAD_OPCODE);
        };
    }

    private static long one(boolean value) {
        return value ? 1 : 0;
    }
}
