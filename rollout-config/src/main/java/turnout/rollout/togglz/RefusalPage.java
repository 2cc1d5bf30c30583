package turnout.rollout.togglz;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import turnout.rollout.flags.FlagRefused;

/** The page that says why nothing was changed, in the console's own looks. */
final class RefusalPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Not changed · Turnout</title>
            <link href="bootstrap.css" rel="stylesheet">
            <link href="style.css" rel="stylesheet">
            </head>
            <body>
            <div class="container">
            <div class="page-header"><h1>Not changed</h1></div>
            <div class="alert alert-danger" role="alert">%s</div>
            <p>The flags stand as they were.</p>
            <p><a class="btn btn-primary" href="index">Back to the flags</a></p>
            </div>
            </body>
            </html>
            """;

    private RefusalPage() {}

    static void write(HttpServletResponse response, FlagRefused refused) throws IOException {
        int status = switch (refused.kind()) {
            case INVALID, STEP_TOO_LARGE -> 422; // Unprocessable Content, RFC 9110
            case STALE_REV, NOT_NOW -> HttpServletResponse.SC_CONFLICT;
            case ROLE -> HttpServletResponse.SC_FORBIDDEN;
            case UNKNOWN_COMPONENT -> HttpServletResponse.SC_NOT_FOUND;
            case STORE -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        };
        write(response, status, refused.sentence());
    }

    static void write(HttpServletResponse response, int status, String sentence) throws IOException {
        response.reset();
        response.setStatus(status);
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'");
        response.setContentType("text/html; charset=UTF-8");
        response.getWriter().write(PAGE.formatted(Markup.escaped(sentence)));
    }
}
