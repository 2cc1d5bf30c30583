package turnout.router.app;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import turnout.rollout.flags.FileFlagStore;
import turnout.router.dispatch.Breakers;
import turnout.router.engine.LaneCounts;
import turnout.router.engine.supervise.PythonTargets;
import turnout.router.engine.supervise.WorkerState;
import turnout.router.engine.supervise.WorkerStatus;
import turnout.router.journal.MismatchJournal;
import turnout.router.observe.Family;
import turnout.router.observe.Metrics;
import turnout.router.observe.Scoreboard;
import turnout.router.observe.Tally;
import turnout.router.route.Publisher;
import turnout.router.shadow.ShadowCounts;
import turnout.router.stop.EmergencyStop;
import turnout.router.wire.Listener;

/** Says where each metric family is read from. */
final class GatewayMetrics {

    private GatewayMetrics() {}

    static PrometheusRegistry of(
            Scoreboard scoreboard,
            Publisher routes,
            FileFlagStore flags,
            EmergencyStop stop,
            PythonTargets python,
            LaneCounts lanes,
            ShadowCounts shadows,
            MismatchJournal mismatches,
            Tally fallbacks,
            Breakers breakers,
            Listener listener,
            InstantSource clock) {
        return new Metrics(scoreboard)
                .gauges(Family.ROUTE_SHARE, () -> shares(routes))
                .gauge(Family.ROUTE_REV, () -> routes.current().revision())
                .gauge(Family.ROUTE_AGE, () -> seconds(Duration.between(flags.asOf(), clock.instant())))
                .gauge(Family.EMERGENCY_STOP, () -> routes.current().stopped() ? 1 : 0)
                .gauges(Family.ROLLOUT_STATE, () -> holds(flags, stop))
                .gauges(Family.SIDECAR_UP, () -> up(python))
                .counters(Family.SIDECAR_RESTARTS, () -> restarts(python))
                .counters(Family.SHADOW_DROPPED, shadows::drops)
                .counters(Family.COMPARISONS, shadows::comparisons)
                .counters(Family.WRONG_ANSWERS_SERVED, shadows::wrongAnswers)
                .counter(Family.MISMATCHES_DROPPED, () -> mismatches.counts().droppedMismatches())
                .counter(
                        Family.WRONG_ANSWERS_UNLISTED, () -> mismatches.counts().unlistedWrongAnswers())
                .counter(
                        Family.MISMATCH_WRITE_FAILURES,
                        () -> mismatches.counts().failedWrites())
                .gauge(
                        Family.MISMATCH_JOURNAL_FAILING,
                        () -> mismatches.counts().failing() ? 1 : 0)
                .gauge(Family.MISMATCH_JOURNAL_BYTES, () -> mismatches.counts().bytes())
                .counters(Family.FALLBACKS, fallbacks::read)
                .gauges(Family.BREAKER_STATE, breakers::states)
                .gauges(Family.BOTH_ENGINES_BAD, breakers::bothBad)
                .gauge(Family.LANES, lanes::open)
                .counter(Family.LANE_CALLS, lanes::calls)
                .counters(Family.LANE_FAULTS, lanes::faults)
                .gauge(Family.CONNECTIONS, listener::connectionCount)
                .gauge(Family.STREAMS, listener::streamCount)
                .counters(Family.LIMIT_HITS, listener::limitHitCounts)
                .counter(Family.AUDIT_WRITE_FAILURES, flags::auditWriteFailures)
                .registry();
    }

    private static Map<String, Double> shares(Publisher routes) {
        Map<String, Double> shares = new HashMap<>();
        routes.current().shares().forEach((component, share) -> shares.put(component, share.basisPoints() / 10_000.0));
        return shares;
    }

    private static Map<String, Double> holds(FileFlagStore flags, EmergencyStop stop) {
        Set<String> held = stop.state().held();
        Map<String, Double> holds = new HashMap<>();
        flags.components().forEach(component -> holds.put(component, held.contains(component) ? 1.0 : 0.0));
        return holds;
    }

    private static Map<String, Double> up(PythonTargets python) {
        Map<String, Double> up = new HashMap<>();
        for (WorkerStatus worker : python.workers()) {
            up.put(Integer.toString(worker.worker()), worker.state() == WorkerState.READY ? 1.0 : 0.0);
        }
        return up;
    }

    private static Map<String, Long> restarts(PythonTargets python) {
        Map<String, Long> restarts = new HashMap<>();
        python.restarts().forEach((reason, count) -> restarts.put(reason.label(), count));
        return restarts;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
