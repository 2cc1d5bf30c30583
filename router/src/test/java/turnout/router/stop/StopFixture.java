package turnout.router.stop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import turnout.contract.Contract;
import turnout.rollout.flags.AuditEvent;
import turnout.rollout.flags.AuditRecord;
import turnout.rollout.flags.FileFlagStore;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagStore;
import turnout.rollout.flags.Ladder;
import turnout.rollout.flags.Share;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.route.Publisher;

/** A stop over a real flag store and a real routing table, in a folder that outlives it. */
final class StopFixture implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Operations OPERATIONS = Operations.of(Contract.shipped());

    final FileFlagStore flags;
    final Publisher routes;
    final EmergencyStop stop;

    private StopFixture(FileFlagStore flags, Publisher routes, EmergencyStop stop) {
        this.flags = flags;
        this.routes = routes;
        this.stop = stop;
    }

    /** Every operation is one that NATIVE can answer, and component {@code chain} stands at 50 %. */
    static StopFixture started(Path folder) throws IOException, FlagRefused {
        StopFixture fixture = open(folder, Optional.empty(), UnaryOperator.identity());
        fixture.set("chain", "50");
        return fixture;
    }

    static StopFixture open(Path folder, Optional<String> refusal, UnaryOperator<FlagStore> seenByTheStop)
            throws IOException, FlagRefused {
        Map<String, Set<String>> names = new TreeMap<>();
        OPERATIONS.components().forEach(component -> names.put(component, Set.of()));
        var flags = FileFlagStore.open(
                folder.resolve("flags.json"), folder.resolve("audit.jsonl"), names, Ladder.SHIPPED, Clock.systemUTC());
        Publisher routes = Publisher.start(
                OPERATIONS,
                OPERATIONS.all().stream().map(Operation::name).collect(Collectors.toSet()),
                InstantSource.system());
        try {
            var stop = EmergencyStop.open(folder, seenByTheStop.apply(flags), routes, refusal, InstantSource.system());
            flags.onChange(routes::flags);
            return new StopFixture(flags, routes, stop);
        } catch (FlagRefused refused) {
            routes.close();
            flags.close();
            throw refused;
        }
    }

    void set(String component, String percent) throws FlagRefused {
        flags.change(new FlagChange(
                component,
                Optional.of(Share.parse(percent)),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                "alice",
                "test",
                true));
    }

    /** In force, once all that was handed in is. */
    Share inForce(String component) throws InterruptedException {
        settled();
        return Objects.requireNonNull(routes.current().shares().get(component), component);
    }

    boolean stoppedInForce() throws InterruptedException {
        settled();
        return routes.current().stopped();
    }

    /** Waits for tables until one is stopped; only for what nobody here starts. */
    boolean becomesStopped() throws InterruptedException {
        while (!routes.current().stopped()) {
            if (!routes.awaitApplied(routes.current().revision() + 1, PATIENCE)) {
                return false;
            }
        }
        return true;
    }

    AuditEvent lastRecord(String action) throws FlagRefused {
        flags.recordFirst(marker()); // what waits for the disk goes first
        return flags.audit(record -> record.event().action().equals(action), 1).stream()
                .map(AuditRecord::event)
                .findFirst()
                .orElseThrow();
    }

    private void settled() throws InterruptedException {
        routes.awaitApplied(routes.override(overrides -> overrides), PATIENCE);
    }

    private static AuditEvent marker() {
        return new AuditEvent(
                InstantSource.system().instant(), "test", "marker", Optional.empty(), "", Map.of(), Map.of(), 0, false);
    }

    @Override
    public void close() {
        stop.close();
        routes.close();
        flags.close();
    }
}
