package turnout.router.app.config;

import java.nio.file.Path;
import turnout.rollout.flags.Ladder;

/**
 * Where operators' decisions are kept.
 *
 * @param ladder the steps of a rollout; a larger step up needs the override
 */
public record FlagSettings(Path file, Path auditFile, Ladder ladder) {

    static FlagSettings of(Values values) {
        return new FlagSettings(
                values.get(Keys.FLAGS_FILE), values.get(Keys.FLAGS_AUDIT_FILE), values.get(Keys.FLAGS_LADDER));
    }
}
