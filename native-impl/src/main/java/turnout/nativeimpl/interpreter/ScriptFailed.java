package turnout.nativeimpl.interpreter;

/** A script fails. Has no stack trace: it is an answer, not a fault of ours. */
final class ScriptFailed extends Exception {

    private final ScriptError error;

    ScriptFailed(ScriptError error) {
        super(error.name(), null, false, false);
        this.error = error;
    }

    ScriptError error() {
        return error;
    }
}
