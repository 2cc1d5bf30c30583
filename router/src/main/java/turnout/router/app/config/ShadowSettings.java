package turnout.router.app.config;

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
 */
public record ShadowSettings(
        int inFlight, long heldBytes, Duration deadline, int nativeThreads, int compareThreads, int cpuCeilingPercent) {

    static ShadowSettings of(Values values) {
        return new ShadowSettings(
                values.get(Keys.SHADOW_IN_FLIGHT),
                values.get(Keys.SHADOW_HELD_BYTES),
                values.get(Keys.SHADOW_DEADLINE),
                values.get(Keys.SHADOW_NATIVE_THREADS),
                values.get(Keys.SHADOW_COMPARE_THREADS),
                values.get(Keys.SHADOW_CPU_CEILING_PERCENT));
    }
}
