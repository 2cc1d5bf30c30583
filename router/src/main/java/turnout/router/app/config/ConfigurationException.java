package turnout.router.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().map(Problem::toString).toList();
    }

    /** At least one, each with its place in front; first those of the file, by line. */
    public List<String> problems() {
        return problems;
    }
}
