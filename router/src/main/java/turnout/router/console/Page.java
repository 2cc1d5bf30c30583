package turnout.router.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The frame of our own pages: no script, no asset from elsewhere. */
final class Page {

    static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s · Turnout</title>
            <link rel="stylesheet" href="/ops.css">
            </head>
            <body>
            %s
            </body>
            </html>
            """;

    private static final SortedMap<String, String> PAGES =
            new TreeMap<>(Map.of("/", "Status", "/mismatches", "Mismatches", "/togglz/", "Flags"));

    private Page() {}

    /** @param body HTML; everything that is not ours in it went through {@link #text} */
    static void write(HttpServletResponse response, int status, String title, String body) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html; charset=UTF-8");
        response.getWriter().write(FRAME.formatted(text(title), body));
    }

    /** @param current path of the page that it stands on */
    static String head(String user, String current) {
        var links = new StringBuilder();
        PAGES.forEach((path, name) -> links.append("<a href=\"")
                .append(path)
                .append(path.equals(current) ? "\" aria-current=\"page\">" : "\">")
                .append(name)
                .append("</a> "));
        return """
                <header><strong>Turnout</strong><nav>%s</nav>
                <form method="post" action="/logout"><span>%s</span><button type="submit">Log out</button></form></header>
                """.formatted(links, text(user));
    }

    /** Text made safe to stand in an element or a quoted attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
