package turnout.router.app;

import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.contract.Contract;
import turnout.contract.ContractCheck;
import turnout.nativeimpl.NativeServices;
import turnout.rollout.flags.FileFlagStore;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.Share;
import turnout.router.answers.Health;
import turnout.router.answers.HealthState;
import turnout.router.answers.Reflection;
import turnout.router.app.cli.Assembly;
import turnout.router.app.cli.RunFile;
import turnout.router.app.config.Configuration;
import turnout.router.app.config.Settings;
import turnout.router.app.config.ShadowSettings;
import turnout.router.call.Operations;
import turnout.router.compare.Comparator;
import turnout.router.compare.Digests;
import turnout.router.console.NodeStatus;
import turnout.router.console.OpsServer;
import turnout.router.console.OpsSources;
import turnout.router.console.OpsToken;
import turnout.router.console.TokenAudit;
import turnout.router.console.TokenFile;
import turnout.router.console.Tokens;
import turnout.router.dispatch.Breakers;
import turnout.router.dispatch.Bulkheads;
import turnout.router.dispatch.Dispatcher;
import turnout.router.dispatch.Fallback;
import turnout.router.engine.GrpcEngine;
import turnout.router.engine.GrpcLink;
import turnout.router.engine.LaneCounts;
import turnout.router.engine.LaneEngine;
import turnout.router.engine.LaneSettings;
import turnout.router.engine.NativeEngine;
import turnout.router.engine.NativeMethod;
import turnout.router.engine.NativePools;
import turnout.router.engine.supervise.AgendaThread;
import turnout.router.engine.supervise.ChildLog;
import turnout.router.engine.supervise.PythonTargets;
import turnout.router.engine.supervise.WorkerState;
import turnout.router.engine.supervise.WorkerStatus;
import turnout.router.journal.DigestKey;
import turnout.router.journal.MismatchJournal;
import turnout.router.journal.Mismatches;
import turnout.router.journal.Versions;
import turnout.router.observe.Flipping;
import turnout.router.observe.HistogramLog;
import turnout.router.observe.Scoreboard;
import turnout.router.observe.Sheet;
import turnout.router.observe.Tally;
import turnout.router.route.Publisher;
import turnout.router.route.RoutingTable;
import turnout.router.shadow.MismatchLog;
import turnout.router.shadow.Shadow;
import turnout.router.shadow.ShadowCounts;
import turnout.router.stop.EmergencyStop;
import turnout.router.wire.EventLoops;
import turnout.router.wire.Listener;
import turnout.router.wire.Loop;
import turnout.router.wire.Methods;
import turnout.router.wire.Testers;

/** One gateway that runs: its layers in the order in which a call meets them, and their end in the opposite one. */
final class Gateway implements Assembly.Running {

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    /** Longest wait for the first connection to a worker that says it is ready. */
    private static final Duration LINKED_WITHIN = Duration.ofSeconds(5);

    private final Configuration configuration;
    private final String version;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Listener listener;
    private @Nullable OpsServer ops;
    private @Nullable Node node;
    private @Nullable PythonTargets python;
    private @Nullable Health watched;

    private Gateway(Configuration configuration, String version) {
        this.configuration = configuration;
        this.version = version;
    }

    /** Returns when calls are answered; a start that fails leaves nothing behind. */
    static Gateway start(Configuration configuration, String version, Consumer<RunFile> changed)
            throws IOException, InterruptedException {
        Gateway gateway = new Gateway(configuration, version);
        try {
            gateway.assemble(changed);
            return gateway;
        } catch (IOException | InterruptedException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    private void assemble(Consumer<RunFile> changed) throws IOException, InterruptedException {
        Settings settings = configuration.settings();
        Files.createDirectories(configuration.places().var());

        // The contract decides what is an operation at all; one that contradicts itself is refused before anything
        // runs.
        Contract contract = checked(settings.gateway().contract());
        Operations operations = Operations.of(contract);
        boolean shipped = settings.gateway().descriptors().isEmpty();

        // What outlives a call: children of ours, supervised by one thread, and the loops that are connected to them.
        AgendaThread agenda = closing(new AgendaThread("supervisor"));
        ChildLog childLog = ChildLog.create();
        Node bitcoin = shipped ? closing(Node.start(configuration, childLog, agenda)) : null;
        node = bitcoin;
        EventLoops threads = closing(EventLoops.start(settings.gateway().eventLoops()));
        PythonTargets targets = Python.start(configuration, bitcoin, childLog, agenda);
        python = targets;
        closing(() -> targets.stop().toCompletableFuture().get(30, TimeUnit.SECONDS));

        // NATIVE: the services inside this process, and the pools for what must not hold an event loop.
        NativeServices services = closing(
                bitcoin == null ? NativeServices.createWithoutNode() : NativeServices.create(bitcoin.nativeSettings()));
        List<NativeMethod<?, ?>> nativeMethods = shipped ? NativeMethod.of(services.definitions()) : List.of();
        var pools = closing(new NativePools(
                settings.nativeEngine().cpuThreads(),
                settings.nativeEngine().cpuQueue(),
                settings.nativeEngine().blockingInFlight()));
        // Flags decide, compiled into a table by one thread; operators change them in the console or by the API.
        InstantSource clock = InstantSource.system();
        Publisher routes = closing(Publisher.start(operations, NativeMethod.names(nativeMethods), clock));
        BooleanSupplier stopped = () -> routes.current().stopped();
        NativeEngine nativeEngine = new NativeEngine(nativeMethods, pools, stopped);
        FileFlagStore flags = closing(FileFlagStore.open(
                settings.flags().file(),
                settings.flags().auditFile(),
                operations.namesByComponent(),
                settings.flags().ladder(),
                Clock.systemUTC()));
        EmergencyStop stop = closing(stop(configuration, flags, routes, clock));
        flags.onChange(routes::flags);

        // Every call is scored on its own loop's sheet; one thread adds the sheets up.
        Scoreboard scoreboard = new Scoreboard(operations, clock);
        if (settings.histograms().log()) {
            HistogramLog hlog = closing(new HistogramLog(
                    settings.histograms().directory(), settings.histograms().keep()));
            scoreboard.onInterval(hlog);
        }
        closing(Flipping.start(scoreboard, settings.histograms().flip()));

        // What takes a failing NATIVE off its share on this node, from what the scoreboard shows.
        Breakers breakers = closing(Breakers.start(
                operations,
                scoreboard,
                routes,
                Rules.breaker(settings.breaker()),
                settings.breaker().file()));

        // PYTHON as each loop sees it, on connections of its own.
        // By lane where a worker offers one; gRPC carries the streams, and all calls of workers without.
        int replyLimit = settings.gateway().limits().replyMessageBytes();
        LaneCounts laneCounts = new LaneCounts();
        List<GrpcLink> links = threads.links(
                settings.python().heartbeatEvery(),
                settings.python().outAfter(),
                targets,
                new LaneSettings(Rules.laneUse(settings.python().protocol()), replyLimit, laneCounts));
        List<GrpcEngine> grpcEngines =
                links.stream().map(link -> new GrpcEngine(link, replyLimit)).toList();

        // The gateway's own services: what they say follows workers, shares and the end.
        Health health = new Health(contract, () -> health(routes, targets));
        watched = health;
        flags.onChange(changedFlags -> health.look());
        targets.onChange(workers -> health.look());
        Reflection reflection = new Reflection(contract, Optional.of(new PythonReflection(grpcEngines.getFirst())));
        List<ServerServiceDefinition> own = new ArrayList<>(List.of(health.bindService()));
        reflection.services().forEach(service -> own.add(service.bindService()));

        Methods methods = Methods.of(operations, NativeMethod.of(own), nativeMethods);
        Testers testers = new Testers(
                Set.copyOf(settings.gateway().testers().peers()),
                TesterToken.loadOrCreate(settings.gateway().testers().tokenFile()));
        List<Loop> loops = new ArrayList<>();
        // The engine that did not serve, later: on pools of its own, and compared off the loops.
        ShadowCounts shadowCounts = new ShadowCounts();
        Digests digests = DigestKey.loadOrCreate(settings.shadow().digestKeyFile());
        MismatchJournal mismatches = closing(journal(settings.shadow(), digests));
        Shadow shadow = closing(shadow(
                settings.shadow(), operations, nativeMethods, stopped, scoreboard, shadowCounts, digests, mismatches));
        Tally fallbacks = new Tally();
        for (int i = 0; i < links.size(); i++) {
            Sheet sheet = scoreboard.sheet();
            loops.add(Loop.create(
                    links.get(i),
                    sheet,
                    new Dispatcher(
                            routes::current,
                            new LaneEngine(links.get(i).lanes(), grpcEngines.get(i)),
                            nativeEngine,
                            new Fallback(Rules.fallback(settings.fallback()), fallbacks, System::nanoTime),
                            new Bulkheads(
                                    operations,
                                    settings.python().inFlight(),
                                    settings.nativeEngine().inFlight(),
                                    links.size()),
                            sheet,
                            shadow),
                    routes::current,
                    methods,
                    testers,
                    Rules.wire(settings),
                    links.size()));
        }
        Listener port = Listener.create(loops, settings.gateway().limits().connections());
        listener = port;

        // People and machines that watch; calls never pass through it.
        ops = closing(OpsServer.start(
                settings.ops().listen(),
                settings.ops().metricsListen(),
                Tokens.open(
                        OpsToken.loadOrCreate(settings.ops().tokenFile()),
                        new TokenFile(settings.ops().tokensFile()),
                        TokenAudit.of(flags, clock)),
                new OpsSources(
                        flags,
                        stop,
                        scoreboard::scores,
                        () -> status(routes, breakers),
                        mismatches,
                        GatewayMetrics.of(
                                scoreboard,
                                routes,
                                flags,
                                stop,
                                targets,
                                laneCounts,
                                shadowCounts,
                                mismatches,
                                fallbacks,
                                breakers,
                                port,
                                clock),
                        () -> !draining.get()),
                clock));

        Python.awaitReady(targets);
        awaitLinks(links);

        // The port last: whoever can connect is answered. It is also what ends first.
        port.bind(threads, settings.gateway().listen());
        closing(this::drain);
        described(changed);
        targets.onChange(workers -> described(changed));
        log.info(
                "event=started gateway={} ops={}",
                describe().gateway(),
                describe().ops());
    }

    private synchronized void described(Consumer<RunFile> changed) {
        if (!closed.get()) {
            changed.accept(describe());
        }
    }

    private HealthState health(Publisher routes, PythonTargets targets) {
        Set<String> whollyNative = new TreeSet<>();
        routes.current().shares().forEach((component, share) -> {
            if (share.equals(Share.ALL)) {
                whollyNative.add(component);
            }
        });
        return new HealthState(draining.get(), targets.reachable(), whollyNative);
    }

    private static Contract checked(Contract contract) throws IOException {
        List<String> problems = ContractCheck.problems(contract);
        if (!problems.isEmpty()) {
            throw new IOException("the contract contradicts itself: " + String.join("; ", problems));
        }
        return contract;
    }

    private static EmergencyStop stop(
            Configuration configuration, FileFlagStore flags, Publisher routes, InstantSource clock)
            throws IOException {
        try {
            return EmergencyStop.open(
                            configuration.places().var(),
                            flags,
                            routes,
                            Python.absence(configuration.settings().python()),
                            clock)
                    .watch();
        } catch (FlagRefused refused) {
            throw new IOException(refused.sentence(), refused);
        }
    }

    private Shadow shadow(
            ShadowSettings settings,
            Operations operations,
            List<NativeMethod<?, ?>> nativeMethods,
            BooleanSupplier stopped,
            Scoreboard scoreboard,
            ShadowCounts counts,
            Digests digests,
            Mismatches journal) {
        NativePools pools =
                closing(new NativePools(settings.nativeThreads(), settings.inFlight(), settings.inFlight()));
        return new Shadow(
                Rules.shadow(settings),
                NativeEngine.inBackground(nativeMethods, pools, stopped),
                Comparator.of(operations, digests),
                scoreboard.shared(),
                counts,
                MismatchLog.before(journal));
    }

    private MismatchJournal journal(ShadowSettings settings, Digests digests) throws IOException {
        return MismatchJournal.open(
                Rules.journal(settings), digests, () -> new Versions(version, version, pythonVersion()));
    }

    /** More than one while workers are replaced by others. */
    private String pythonVersion() {
        PythonTargets targets = python;
        return targets == null
                ? ""
                : targets.workers().stream()
                        .map(WorkerStatus::version)
                        .filter(said -> !said.isEmpty())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(","));
    }

    /** Workers say that they are ready before the loops have connected to them. */
    private static void awaitLinks(List<GrpcLink> links) throws InterruptedException {
        for (GrpcLink link : links) {
            if (!link.awaitReachable(LINKED_WITHIN)) {
                log.warn("event=python-unreachable at=start");
            }
        }
    }

    private void drain() throws InterruptedException {
        Listener port = listener;
        if (port != null && !port.drain(configuration.settings().gateway().drain())) {
            log.warn("event=drain-cut-short connections={}", port.connectionCount());
        }
    }

    private NodeStatus status(Publisher routes, Breakers breakers) {
        PythonTargets targets = python;
        List<WorkerStatus> workers = targets == null ? List.of() : targets.workers();
        RoutingTable table = routes.current();
        return new NodeStatus(
                describe().gateway(),
                version,
                table.revision(),
                table.stopped(),
                table.shares(),
                breakers.words(),
                workers.stream()
                        .map(worker -> new NodeStatus.Worker(
                                Integer.toString(worker.worker()),
                                worker.pid().orElse(0),
                                worker.version(),
                                worker.state() == WorkerState.READY))
                        .toList());
    }

    @Override
    public RunFile describe() {
        Listener port = listener;
        OpsServer opsServer = ops;
        PythonTargets targets = python;
        List<RunFile.Sidecar> sidecars = new ArrayList<>();
        if (targets != null) {
            targets.current().stream()
                    .filter(worker -> worker.pid() != 0)
                    .forEach(worker -> sidecars.add(new RunFile.Sidecar(
                            worker.pid(),
                            worker.address() instanceof UnixDomainSocketAddress unix
                                    ? unix.getPath().toString()
                                    : worker.address().toString())));
        }
        return new RunFile(
                port == null ? "" : port.address().map(Gateway::text).orElse(""),
                opsServer == null ? "" : opsServer.uri().toString(),
                configuration.settings().ops().tokenFile().toString(),
                node == null ? "" : node.url(),
                ProcessHandle.current().pid(),
                sidecars,
                version);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private <T extends AutoCloseable> T closing(T resource) {
        toClose.push(resource);
        return resource;
    }

    /** Clients first, then what served them; one that fails to end does not keep the others. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        draining.set(true);
        log.info("event=stopping");
        if (watched != null) {
            watched.look();
        }
        for (AutoCloseable resource : toClose) {
            try {
                resource.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.warn("event=stop-failed resource={}", resource.getClass().getSimpleName(), e);
            }
        }
        log.info("event=stopped");
    }
}
