package turnout.router.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which role a request takes, by method and path. Whoever may look may look at everything; a write that has no line
 * here takes an administrator, so that a new one cannot be forgotten. Allowing NATIVE by the master flag looks like
 * forbidding it and is told apart where its body is read.
 */
final class Access {

    private record Rule(Pattern path, AccessRole role) {}

    private static final List<Rule> WRITES = List.of(
            new Rule(Pattern.compile("/logout"), AccessRole.VIEWER),
            new Rule(Pattern.compile("/stop"), AccessRole.OPERATOR),
            new Rule(Pattern.compile("/togglz/edit"), AccessRole.OPERATOR),
            new Rule(Pattern.compile("/api/v1/stop"), AccessRole.OPERATOR),
            new Rule(Pattern.compile("/api/v1/master"), AccessRole.OPERATOR),
            new Rule(Pattern.compile("/api/v1/flags/[^/]+"), AccessRole.OPERATOR));

    private Access() {}

    static AccessRole needed(HttpServletRequest request) {
        if (Methods.reads(request)) {
            return AccessRole.VIEWER;
        }
        String path = path(request);
        return WRITES.stream()
                .filter(rule -> rule.path().matcher(path).matches())
                .findFirst()
                .map(Rule::role)
                .orElse(AccessRole.ADMINISTRATOR);
    }

    /** Decoded, as the servlets see it. */
    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return request.getServletPath() + (rest == null ? "" : rest);
    }
}
