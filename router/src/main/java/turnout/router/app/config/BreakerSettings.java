package turnout.router.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * When a component's NATIVE is taken off its share by this node alone.
 *
 * @param failedPercent of the calls in the window, from which NATIVE is bad
 * @param leastFailures fewer say nothing
 * @param coolDown from open to the first trickle
 * @param coolDownMax what it doubles up to
 * @param tricklePercent share while half open
 * @param evidence answered calls that close it
 * @param slowAfter longer calls count as failed
 * @param file what survives a restart
 */
public record BreakerSettings(
        int failedPercent,
        int leastFailures,
        Duration coolDown,
        Duration coolDownMax,
        int tricklePercent,
        int evidence,
        Optional<Duration> slowAfter,
        Path file) {

    static BreakerSettings of(Values values) {
        return new BreakerSettings(
                values.get(Keys.BREAKER_FAILED_PERCENT),
                values.get(Keys.BREAKER_LEAST_FAILURES),
                values.get(Keys.BREAKER_COOL_DOWN),
                values.get(Keys.BREAKER_COOL_DOWN_MAX),
                values.get(Keys.BREAKER_TRICKLE_PERCENT),
                values.get(Keys.BREAKER_EVIDENCE),
                values.get(Keys.BREAKER_SLOW_AFTER),
                values.get(Keys.BREAKER_FILE));
    }
}
