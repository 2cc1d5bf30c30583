package turnout.router.app.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * Who may force an engine by {@code x-turnout-engine}.
 *
 * @param peers addresses whose word is enough
 * @param tokenFile holds the token that {@code x-turnout-tester} must carry; made at the first start
 */
public record TesterSettings(List<InetAddress> peers, Path tokenFile) {

    static TesterSettings of(Values values) {
        return new TesterSettings(values.get(Keys.GATEWAY_TESTERS_PEERS), values.get(Keys.GATEWAY_TESTERS_TOKEN_FILE));
    }
}
