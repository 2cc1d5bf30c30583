package turnout.router.app.config;

import java.util.Comparator;

/** One thing that is wrong with a configuration. */
record Problem(Origin where, String sentence) {

    /** What stands in the file first, by its lines; the rest stays in the order that it was found in. */
    static final Comparator<Problem> READING_ORDER = Comparator.comparingInt(problem ->
            problem.where().line() == 0 ? Integer.MAX_VALUE : problem.where().line());

    @Override
    public String toString() {
        return where + ": " + sentence;
    }
}
