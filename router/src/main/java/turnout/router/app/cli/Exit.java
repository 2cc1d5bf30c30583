package turnout.router.app.cli;

/** The exit codes that scripts rely on; 69 and 78 are EX_UNAVAILABLE and EX_CONFIG of sysexits.h. */
final class Exit {

    static final int DONE = 0;
    static final int NO = 1;
    static final int USAGE = 2;
    static final int NOT_REACHABLE = 69;
    static final int CONFIGURATION = 78;

    private Exit() {}
}
