package turnout.router.app.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What shadow calls may cost.
 *
 * @param inFlight shadow calls at one time
 * @param heldBytes requests and replies that they hold
 * @param deadline of one
 * @param nativeThreads for NATIVE's
 * @param compareThreads for comparing
 * @param cpuCeilingPercent of the machine; above it none begins
 * @param journalDirectory of mismatches
 * @param journalBytes that they may take on disk
 * @param journalExemplars kept of each cluster
 * @param digestKeyFile of what stands in for sensitive values
 */
public record ShadowSettings(
        int inFlight,
        long heldBytes,
        Duration deadline,
        int nativeThreads,
        int compareThreads,
        int cpuCeilingPercent,
        Path journalDirectory,
        long journalBytes,
        int journalExemplars,
        Path digestKeyFile) {

    static ShadowSettings of(Values values) {
        return new ShadowSettings(
                values.get(Keys.SHADOW_IN_FLIGHT),
                values.get(Keys.SHADOW_HELD_BYTES),
                values.get(Keys.SHADOW_DEADLINE),
                values.get(Keys.SHADOW_NATIVE_THREADS),
                values.get(Keys.SHADOW_COMPARE_THREADS),
                values.get(Keys.SHADOW_CPU_CEILING_PERCENT),
                values.get(Keys.SHADOW_JOURNAL_DIRECTORY),
                values.get(Keys.SHADOW_JOURNAL_SIZE),
                values.get(Keys.SHADOW_JOURNAL_EXEMPLARS),
                values.get(Keys.SHADOW_JOURNAL_DIGEST_KEY_FILE));
    }
}
