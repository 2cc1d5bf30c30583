package turnout.router.app.config;

import java.nio.file.Path;
import java.util.List;
import turnout.rollout.flags.Share;

/**
 * Where operators' decisions are kept.
 *
 * @param ladder the steps of a rollout, rising from 0 to 100; a larger step needs the override
 */
public record FlagSettings(Path file, Path auditFile, List<Share> ladder) {

    static FlagSettings of(Values values) {
        return new FlagSettings(
                values.get(Keys.FLAGS_FILE), values.get(Keys.FLAGS_AUDIT_FILE), values.get(Keys.FLAGS_LADDER));
    }
}
