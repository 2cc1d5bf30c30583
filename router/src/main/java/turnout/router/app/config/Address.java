package turnout.router.app.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Where a sidecar that somebody else runs is reached. */
public sealed interface Address {

    record Tcp(InetSocketAddress socket) implements Address {}

    record UnixSocket(Path path) implements Address {}
}
