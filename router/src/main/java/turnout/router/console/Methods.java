package turnout.router.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Which HTTP methods read and which write. */
final class Methods {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> WRITING = Set.of("PUT", "PATCH", "POST");

    private Methods() {}

    static boolean reads(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    /** @throws Problem 405 for what does not */
    static void writes(HttpServletRequest request) throws Problem {
        if (!WRITING.contains(request.getMethod())) {
            throw Problem.method(request.getMethod());
        }
    }
}
