package turnout.router.app.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The side that operators see.
 *
 * @param listen console and API; port 0 means any free port
 * @param tokenFile the first administrator's token; made at the first start, mode 0600
 * @param tokensFile names, roles and digests of all other tokens; may be missing
 * @param metricsListen a second listener that serves {@code /metrics} and health without a token
 */
public record OpsSettings(
        InetSocketAddress listen, Path tokenFile, Path tokensFile, Optional<InetSocketAddress> metricsListen) {

    static OpsSettings of(Values values) {
        return new OpsSettings(
                values.get(Keys.OPS_LISTEN),
                values.get(Keys.OPS_TOKEN_FILE),
                values.get(Keys.OPS_TOKENS_FILE),
                values.get(Keys.OPS_METRICS_LISTEN));
    }
}
