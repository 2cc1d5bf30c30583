package turnout.router.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** The one style sheet of our own pages. */
final class StyleServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/css; charset=UTF-8");
        response.setHeader("Cache-Control", "max-age=3600");
        try (InputStream style = StyleServlet.class.getResourceAsStream("ops.css")) {
            if (style == null) {
                throw new IllegalStateException("ops.css is part of this jar");
            }
            style.transferTo(response.getOutputStream());
        }
    }
}
