package turnout.router.app.config;

import java.time.Duration;

/**
 * When the other engine answers for one that failed.
 *
 * @param budgetPercent of NATIVE's calls that may fall back
 * @param budgetPerSecond and as many a second, for each event loop
 * @param leastTime what must be left of a call's deadline
 * @param toNative whether NATIVE answers READs while PYTHON cannot be reached
 */
public record FallbackSettings(int budgetPercent, int budgetPerSecond, Duration leastTime, boolean toNative) {

    static FallbackSettings of(Values values) {
        return new FallbackSettings(
                values.get(Keys.FALLBACK_BUDGET_PERCENT),
                values.get(Keys.FALLBACK_BUDGET_PER_SECOND),
                values.get(Keys.FALLBACK_LEAST_TIME),
                values.get(Keys.FALLBACK_TO_NATIVE));
    }
}
