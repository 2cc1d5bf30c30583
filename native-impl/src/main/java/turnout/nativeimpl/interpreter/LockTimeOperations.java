package turnout.nativeimpl.interpreter;

/** NOP1 to NOP10, of which BIP65 and BIP112 made two lock times. */
final class LockTimeOperations {

    private static final long SEQUENCE_DISABLED = 1L << 31;

    private LockTimeOperations() {}

    static void run(Execution execution, int opcode) throws ScriptFailed {
        switch (opcode) {
            case Op.OP_CHECKLOCKTIMEVERIFY -> {
                if (execution.flags.has(ScriptFlag.CHECKLOCKTIMEVERIFY)) {
                    satisfied(execution.spend.reachesLockTime(number(execution)));
                }
            }
            case Op.OP_CHECKSEQUENCEVERIFY -> {
                if (execution.flags.has(ScriptFlag.CHECKSEQUENCEVERIFY)) {
                    long sequence = number(execution);
                    satisfied((sequence & SEQUENCE_DISABLED) != 0 || execution.spend.reachesSequence(sequence));
                }
            }
            default -> {
                if (execution.flags.has(ScriptFlag.DISCOURAGE_UPGRADABLE_NOPS)) {
                    throw new ScriptFailed(ScriptError.DISCOURAGE_UPGRADABLE_NOPS);
                }
            }
        }
    }

    /** The top of the stack, which stays there. */
    private static long number(Execution execution) throws ScriptFailed {
        execution.stack.need(1);
        long number = execution.stack.number(0, ScriptNumber.LOCK_TIME);
        if (number < 0) {
            throw new ScriptFailed(ScriptError.NEGATIVE_LOCKTIME);
        }
        return number;
    }

    private static void satisfied(boolean satisfied) throws ScriptFailed {
        if (!satisfied) {
            throw new ScriptFailed(ScriptError.UNSATISFIED_LOCKTIME);
        }
    }
}
