package turnout.router.dispatch;

import java.time.Duration;

/**
 * When the other engine answers for one that failed.
 *
 * @param budgetShare fallbacks allowed for each call of NATIVE, 0.2 for 20 %
 * @param budgetPerSecond and for each second, by one event loop
 * @param leastTime what must be left of a call's deadline to begin again
 * @param toNative whether NATIVE answers a READ while no worker of PYTHON can be reached
 */
public record FallbackRules(double budgetShare, double budgetPerSecond, Duration leastTime, boolean toNative) {}
