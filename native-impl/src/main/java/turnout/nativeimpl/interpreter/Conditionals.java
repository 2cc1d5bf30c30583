package turnout.nativeimpl.interpreter;

/**
 * The open IFs of a script. As in Core, only their count and the outermost false one are kept: whatever stands within a
 * false one does not run, so its own value never matters, and a script full of IFs costs nothing to ask.
 */
final class Conditionals {

    private static final int ALL_TRUE = -1;

    private int depth;
    private int outermostFalse = ALL_TRUE;

    boolean isEmpty() {
        return depth == 0;
    }

    /** Whether operations run here. */
    boolean allTrue() {
        return outermostFalse == ALL_TRUE;
    }

    void open(boolean value) {
        if (allTrue() && !value) {
            outermostFalse = depth;
        }
        depth++;
    }

    /** ELSE; there must be an open one. */
    void toggle() {
        if (allTrue()) {
            outermostFalse = depth - 1;
        } else if (outermostFalse == depth - 1) {
            outermostFalse = ALL_TRUE;
        }
    }

    /** ENDIF; there must be an open one. */
    void close() {
        depth--;
        if (outermostFalse == depth) {
            outermostFalse = ALL_TRUE;
        }
    }
}
