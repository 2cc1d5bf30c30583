package turnout.nativeimpl.node;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import turnout.nativeimpl.codec.Chain;

/**
 * Where a node is and how to speak to it.
 *
 * @param url {@code http} or {@code https}, with a port
 * @param cookieFile Core's cookie, {@code user:password}; read again when the node refuses it
 * @param user for password authentication, with {@code passwordFile}; not used where there is a cookie file
 * @param chain the network that the node must be on
 * @param connectTimeout longest wait for a connection
 * @param readTimeout longest wait for the next bytes of an answer
 */
public record NodeSettings(
        URI url,
        Optional<Path> cookieFile,
        Optional<String> user,
        Optional<Path> passwordFile,
        Chain chain,
        Duration connectTimeout,
        Duration readTimeout) {

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Core can take this long for a large block with its prevouts on a slow disk. */
    public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(30);

    public NodeSettings {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "node url: \"" + url + "\" is not an http URL (expected: http://127.0.0.1:8332)");
        }
        if (cookieFile.isEmpty() && (user.isEmpty() || passwordFile.isEmpty())) {
            throw new IllegalArgumentException("node: needs a cookie file, or a user and a password file");
        }
    }

    /** The port of the URL, or the scheme's own. */
    int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isSecure() ? 443 : 80;
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(url.getScheme());
    }
}
