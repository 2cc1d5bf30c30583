package turnout.router.console;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import turnout.contract.Contract;
import turnout.rollout.flags.FileFlagStore;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.Ladder;
import turnout.rollout.flags.Share;
import turnout.router.call.EngineName;
import turnout.router.call.Operations;
import turnout.router.call.Role;
import turnout.router.journal.Disagreements;
import turnout.router.journal.JournalRules;
import turnout.router.journal.MismatchJournal;
import turnout.router.journal.MismatchStore;
import turnout.router.observe.Score;
import turnout.router.route.Publisher;
import turnout.router.stop.EmergencyStop;

/** A whole ops server on a free port, over a real flag store in a folder of its own. */
final class OpsFixture implements AutoCloseable {

    static final String GET_BLOCK = "turnout.chain.v1.ChainService/GetBlock";

    private static final Map<String, Set<String>> OPERATIONS = Map.of(
            "chain", Set.of(GET_BLOCK, "turnout.chain.v1.ChainService/GetTransaction"),
            "script", Set.of("turnout.script.v1.ScriptService/DecodeTransaction"));

    final FileFlagStore flags;
    final Publisher routes = Publisher.start(Operations.of(Contract.shipped()), Set.of(), InstantSource.system());
    final EmergencyStop stop;
    final TokenFile tokens;
    final OpsServer server;
    final String token;
    final AtomicBoolean ready = new AtomicBoolean(true);

    OpsFixture(Path folder) throws IOException, FlagRefused {
        flags = FileFlagStore.open(
                folder.resolve("flags.json"),
                folder.resolve("audit.jsonl"),
                OPERATIONS,
                Ladder.SHIPPED,
                Clock.systemUTC());
        flags.onChange(routes::flags);
        stop = EmergencyStop.open(folder, flags, routes, Optional.empty(), InstantSource.system());
        tokens = new TokenFile(folder.resolve("ops.tokens"));
        Path tokenFile = folder.resolve("ops.token");
        OpsToken opsToken = OpsToken.loadOrCreate(tokenFile);
        token = Files.readString(tokenFile).strip();
        var metrics = new PrometheusRegistry();
        Counter.builder()
                .name("turnout_calls_total")
                .help("Calls.")
                .register(metrics)
                .inc();
        server = OpsServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                Optional.of(new InetSocketAddress("127.0.0.1", 0)),
                Tokens.open(opsToken, this.tokens, TokenAudit.of(flags, InstantSource.system())),
                new OpsSources(flags, stop, OpsFixture::scores, this::node, mismatches(folder), metrics, ready::get),
                InstantSource.system());
    }

    /** What a gateway left there: two wrong answers, in two fields. */
    private static MismatchStore mismatches(Path folder) throws IOException {
        JournalRules rules = JournalRules.of(folder.resolve("mismatches"), 1 << 20, 5);
        try (var journal = MismatchJournal.open(rules, Disagreements.DIGESTS, () -> Disagreements.VERSIONS)) {
            journal.add(Disagreements.ofAddress(0, Disagreements.START));
            journal.add(Disagreements.ofAddress(1, Disagreements.START.plusSeconds(1)));
        }
        return MismatchStore.open(rules);
    }

    URI uri(String path) {
        return server.uri().resolve(path);
    }

    Share percent(String component) {
        return flags.current().of(component).percent();
    }

    /** What a node with this very state would say; routing itself is tested where it lives. */
    private NodeStatus node() {
        var shares = new TreeMap<String, Share>();
        flags.components().forEach(component -> shares.put(component, percent(component)));
        return new NodeStatus(
                "this node",
                "0.1.0",
                1,
                routes.current().stopped(),
                shares,
                new TreeMap<>(Map.of("chain", "open", "script", "closed")),
                List.of(new NodeStatus.Worker("0", 4711, "0.1.0", true)));
    }

    private static List<Score> scores() {
        return List.of(
                new Score(GET_BLOCK, EngineName.PYTHON, Role.SERVED, 1_200, 3, 2_150_000, 7_900_000, 12_400_000),
                new Score(GET_BLOCK, EngineName.NATIVE, Role.SERVED, 130, 0, 180_000, 640_000, 1_100_000));
    }

    @Override
    public void close() {
        server.close();
        stop.close();
        routes.close();
        flags.close();
    }
}
