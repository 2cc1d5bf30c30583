package turnout.router.console;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import turnout.rollout.flags.FlagStore;
import turnout.router.journal.MismatchView;
import turnout.router.observe.Score;
import turnout.router.stop.EmergencyStop;

/**
 * Where the ops server gets what it shows. Each is asked on an HTTP thread, at each request, and must answer without
 * waiting for a call.
 *
 * @param flags changed here too, as is the stop
 * @param mismatches reads files, and only for who asks for them
 * @param ready whether calls are answered; what {@code /readyz} says
 */
public record OpsSources(
        FlagStore flags,
        EmergencyStop stop,
        Supplier<List<Score>> scores,
        Supplier<NodeStatus> node,
        MismatchView mismatches,
        PrometheusRegistry metrics,
        BooleanSupplier ready) {}
