package turnout.rollout.togglz;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Whether a write comes from a page of this server. Browsers say so in {@code Sec-Fetch-Site} (Fetch Metadata) and
 * {@code Origin} (RFC 6454); a client that sends neither is no browser, and so no other site can have sent it.
 */
public final class SameOrigin {

    private SameOrigin() {}

    public static boolean holds(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
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
