package turnout.router.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The Bitcoin node behind the chain operations of both engines.
 *
 * @param url of its JSON-RPC; empty means that devnode is started and stopped with the gateway
 * @param user for {@code passwordFile}; with a cookie file the cookie names the user
 * @param blockEvery devnode mines on its own at this pace; empty means only when asked
 */
public record NodeSettings(
        Optional<URI> url,
        NodeNetwork network,
        Optional<String> user,
        Optional<Path> passwordFile,
        Optional<Path> cookieFile,
        Optional<Duration> blockEvery) {

    static NodeSettings of(Values values) {
        return new NodeSettings(
                values.get(Keys.NODE_URL),
                values.get(Keys.NODE_NETWORK),
                values.get(Keys.NODE_USER),
                values.get(Keys.NODE_PASSWORD_FILE),
                values.get(Keys.NODE_COOKIE_FILE),
                values.get(Keys.NODE_BLOCK_EVERY));
    }
}
