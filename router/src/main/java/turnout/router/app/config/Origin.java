package turnout.router.app.config;

/**
 * Where something was written.
 *
 * @param source a file, a variable, {@code -D KEY}, or {@code default}
 * @param line in a file, counted from 1; 0 for what has no lines
 */
record Origin(String source, int line) {

    static final Origin DEFAULT = new Origin("default", 0);

    static Origin of(String source) {
        return new Origin(source, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
