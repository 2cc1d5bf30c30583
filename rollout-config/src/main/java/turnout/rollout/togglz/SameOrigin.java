package turnout.rollout.togglz;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Whether a write comes from a page of this server. Browsers say so in {@code Sec-Fetch-Site} (W3C Fetch Metadata), or
 * where the connection is not one they trust in {@code Origin} (RFC 6454); a client that sends neither is no browser,
 * and so no other site can have made it send anything.
 */
public final class SameOrigin {

    private SameOrigin() {}

    public static boolean holds(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none"); // none: typed or from a bookmark
        }
        String origin = request.getHeader("Origin");
        return origin == null || isOwn(origin, String.valueOf(request.getHeader("Host")));
    }

    /** The scheme is left out, for a proxy in front may have ended TLS. */
    private static boolean isOwn(String origin, String host) {
        try {
            return host.equalsIgnoreCase(new URI(origin).getRawAuthority());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
