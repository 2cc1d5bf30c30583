package turnout.router.app.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import turnout.router.app.config.Settings;

/**
 * Asks for the ports of a configuration before anything is started, so that a port in use costs one line and no
 * processes. Somebody may still take one in between; then the start itself fails.
 */
final class FreePorts {

    private FreePorts() {}

    /** @throws StartException with the first key whose port cannot be had */
    static void require(Settings settings) throws StartException {
        Map<String, InetSocketAddress> wanted = new LinkedHashMap<>();
        wanted.put("gateway.listen", settings.gateway().listen());
        wanted.put("ops.listen", settings.ops().listen());
        settings.ops().metricsListen().ifPresent(address -> wanted.put("ops.metrics-listen", address));
        for (Map.Entry<String, InetSocketAddress> entry : wanted.entrySet()) {
            require(entry.getKey(), entry.getValue());
        }
    }

    private static void require(String key, InetSocketAddress address) throws StartException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a port whose last connections linger is free for a server
            socket.bind(address);
        } catch (IOException e) {
            throw new StartException(
                    key + ": cannot listen on " + address.getHostString() + ":" + address.getPort() + " ("
                            + e.getMessage() + "); stop what listens there, or set " + key,
                    e);
        }
    }
}
