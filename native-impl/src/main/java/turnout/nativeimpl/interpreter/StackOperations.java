package turnout.nativeimpl.interpreter;

import turnout.nativeimpl.codec.Slice;

/** Operations that move what is on the stack: TOALTSTACK to TUCK, SIZE, EQUAL and EQUALVERIFY. */
final class StackOperations {

    private StackOperations() {}

    static void run(Execution execution, int opcode) throws ScriptFailed {
        ScriptStack stack = execution.stack;
        stack.need(needed(opcode));
        switch (opcode) {
            case Op.OP_TOALTSTACK -> execution.alternate.push(stack.pop());
            case Op.OP_FROMALTSTACK -> {
                if (execution.alternate.isEmpty()) {
                    throw new ScriptFailed(ScriptError.INVALID_ALTSTACK_OPERATION);
                }
                stack.push(execution.alternate.pop());
            }
            case Op.OP_2DROP -> stack.drop(2);
            case Op.OP_2DUP -> copy(stack, 1, 2);
            case Op.OP_3DUP -> copy(stack, 2, 3);
            case Op.OP_2OVER -> copy(stack, 3, 2);
            case Op.OP_2ROT -> move(stack, 5, 2);
            case Op.OP_2SWAP -> move(stack, 3, 2);
            case Op.OP_IFDUP -> {
                if (stack.isTrue()) {
                    copy(stack, 0, 1);
                }
            }
            case Op.OP_DEPTH -> stack.push((long) stack.size());
            case Op.OP_DROP -> stack.drop(1);
            case Op.OP_DUP -> copy(stack, 0, 1);
            case Op.OP_NIP -> stack.remove(1);
            case Op.OP_OVER -> copy(stack, 1, 1);
            case Op.OP_PICK, Op.OP_ROLL -> fetch(stack, opcode == Op.OP_ROLL);
            case Op.OP_ROT -> move(stack, 2, 1);
            case Op.OP_SWAP -> move(stack, 1, 1);
            case Op.OP_TUCK -> stack.insert(2, stack.peek(0));
            case Op.OP_SIZE -> stack.push((long) stack.peek(0).length());
            case Op.OP_EQUAL, Op.OP_EQUALVERIFY -> {
                Slice other = stack.pop();
                stack.push(stack.pop().equals(other));
                if (opcode == Op.OP_EQUALVERIFY) {
                    execution.verify(ScriptError.EQUALVERIFY);
                }
            }
            default -> throw new ScriptFailed(ScriptError.BAD_OPCODE);
        }
    }

    private static int needed(int opcode) {
        return switch (opcode) {
            case Op.OP_TOALTSTACK, Op.OP_IFDUP, Op.OP_DROP, Op.OP_DUP, Op.OP_SIZE -> 1;
            case Op.OP_2DROP,
                    Op.OP_2DUP,
                    Op.OP_NIP,
                    Op.OP_OVER,
                    Op.OP_PICK,
                    Op.OP_ROLL,
                    Op.OP_SWAP,
                    Op.OP_TUCK,
                    Op.OP_EQUAL,
                    Op.OP_EQUALVERIFY -> 2;
            case Op.OP_3DUP, Op.OP_ROT -> 3;
            case Op.OP_2OVER, Op.OP_2SWAP -> 4;
            case Op.OP_2ROT -> 6;
            default -> 0;
        };
    }

    /** Pushes again what begins at a place; each push moves the next one there. */
    private static void copy(ScriptStack stack, int place, int count) {
        for (int i = 0; i < count; i++) {
            stack.push(stack.peek(place));
        }
    }

    /** Moves what begins at a place to the top; each move brings the next one there. */
    private static void move(ScriptStack stack, int place, int count) {
        for (int i = 0; i < count; i++) {
            stack.push(stack.remove(place));
        }
    }

    private static void fetch(ScriptStack stack, boolean removes) throws ScriptFailed {
        long place = stack.number(0);
        stack.drop(1);
        if (place < 0 || place >= stack.size()) {
            throw new ScriptFailed(ScriptError.INVALID_STACK_OPERATION);
        }
        stack.push(removes ? stack.remove((int) place) : stack.peek((int) place));
    }
}
