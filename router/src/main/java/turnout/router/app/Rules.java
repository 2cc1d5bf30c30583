package turnout.router.app;

import turnout.rollout.flags.Share;
import turnout.router.app.config.BreakerSettings;
import turnout.router.app.config.FallbackSettings;
import turnout.router.app.config.LimitSettings;
import turnout.router.app.config.PythonProtocol;
import turnout.router.app.config.Settings;
import turnout.router.app.config.ShadowSettings;
import turnout.router.dispatch.BreakerRules;
import turnout.router.dispatch.FallbackRules;
import turnout.router.engine.LaneUse;
import turnout.router.journal.JournalRules;
import turnout.router.shadow.ShadowRules;
import turnout.router.wire.WireLimits;

/** What the configuration says, in each layer's own words, since none of them may read it. */
final class Rules {

    private Rules() {}

    static WireLimits wire(Settings settings) {
        LimitSettings limits = settings.gateway().limits();
        return new WireLimits(
                limits.connections(),
                limits.streamsPerConnection(),
                limits.headerListBytes(),
                limits.requestMessageBytes(),
                limits.heldBytes(),
                limits.heldBytesPerConnection(),
                limits.defaultDeadline(),
                settings.python().deadline(),
                limits.handshakeTimeout(),
                limits.idleTimeout());
    }

    static FallbackRules fallback(FallbackSettings settings) {
        return new FallbackRules(
                settings.budgetPercent() / 100.0,
                settings.budgetPerSecond(),
                settings.leastTime(),
                settings.toNative());
    }

    static BreakerRules breaker(BreakerSettings settings) {
        return new BreakerRules(
                settings.failedPercent() / 100.0,
                settings.leastFailures(),
                settings.coolDown(),
                settings.coolDownMax(),
                Share.parse(Integer.toString(settings.tricklePercent())),
                settings.evidence(),
                settings.slowAfter());
    }

    static ShadowRules shadow(ShadowSettings settings) {
        return new ShadowRules(
                settings.inFlight(),
                settings.heldBytes(),
                settings.deadline(),
                settings.compareThreads(),
                settings.inFlight(),
                settings.cpuCeilingPercent() / 100.0);
    }

    static JournalRules journal(ShadowSettings settings) {
        return JournalRules.of(settings.journalDirectory(), settings.journalBytes(), settings.journalExemplars());
    }

    static LaneUse laneUse(PythonProtocol protocol) {
        return switch (protocol) {
            case AUTO -> LaneUse.WHERE_ANNOUNCED;
            case LANE -> LaneUse.ONLY;
            case GRPC -> LaneUse.NEVER;
        };
    }
}
