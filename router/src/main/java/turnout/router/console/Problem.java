package turnout.router.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import turnout.rollout.flags.FlagRefused;

/** Why a request was not answered with what it asked for: problem details of RFC 9457. */
final class Problem extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String kind;
    private final String title;

    /**
     * @param kind last part of the problem's type, {@code stale-rev}
     * @param title the same for all problems of the kind
     * @param detail a sentence about this one
     */
    Problem(int status, String kind, String title, String detail) {
        super(detail);
        this.status = status;
        this.kind = kind;
        this.title = title;
    }

    static Problem of(FlagRefused refused) {
        int status = switch (refused.kind()) {
            case INVALID, STEP_TOO_LARGE -> 422; // Unprocessable Content, RFC 9110
            case STALE_REV, NOT_NOW -> 409;
            case ROLE -> 403;
            case UNKNOWN_COMPONENT -> 404;
            case STORE -> 503;
        };
        String kind = refused.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Problem(status, kind, "The change was not made", refused.sentence());
    }

    static Problem notFound(String path) {
        return new Problem(404, "not-found", "There is no such resource", "There is nothing at " + path + ".");
    }

    static Problem method(String method) {
        return new Problem(
                405,
                "method-not-allowed",
                "The method is not allowed here",
                "This resource does not know " + method + ".");
    }

    static Problem malformed(String detail) {
        return new Problem(400, "malformed", "The request is malformed", detail);
    }

    int status() {
        return status;
    }

    void write(HttpServletResponse response) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:turnout:problem:" + kind);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", getMessage());
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(Json.bytes(members));
    }
}
