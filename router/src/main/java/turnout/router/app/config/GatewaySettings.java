package turnout.router.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import turnout.contract.Contract;

/**
 * The side that clients see.
 *
 * @param listen port 0 means any free port
 * @param descriptors a FileDescriptorSet with its imports; empty for the contract that Turnout ships with
 * @param eventLoops threads that serve connections
 * @param drain how long calls that run may take to end after a stop was asked for
 */
public record GatewaySettings(
        InetSocketAddress listen,
        Optional<Path> descriptors,
        TesterSettings testers,
        LimitSettings limits,
        int eventLoops,
        Duration drain) {

    static GatewaySettings of(Values values) {
        return new GatewaySettings(
                values.get(Keys.GATEWAY_LISTEN),
                values.get(Keys.GATEWAY_DESCRIPTORS),
                TesterSettings.of(values),
                LimitSettings.of(values),
                values.get(Keys.GATEWAY_EVENT_LOOPS),
                values.get(Keys.GATEWAY_DRAIN));
    }

    /** @throws IOException when the file is not a descriptor set with its imports */
    public Contract contract() throws IOException {
        if (descriptors.isEmpty()) {
            return Contract.shipped();
        }
        try (InputStream in = Files.newInputStream(descriptors.get())) {
            return Contract.read(in);
        }
    }
}
