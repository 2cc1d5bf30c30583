package turnout.router.app.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param where {@code turnout.yaml:12}, or the variable or option that was set
 */
public record Problem(String where, String sentence) {

    @Override
    public String toString() {
        return where + ": " + sentence;
    }
}
