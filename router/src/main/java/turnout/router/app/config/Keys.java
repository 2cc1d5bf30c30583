package turnout.router.app.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import turnout.rollout.flags.Ladder;

/** The one table of the configuration: reader, printing and the check of the shipped file come from it. */
final class Keys {

    private static final List<Key<?>> TABLE = new ArrayList<>();
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    static final Key<InetSocketAddress> GATEWAY_LISTEN = key(
            "gateway.listen", Kinds.LISTEN, "127.0.0.1:50051", "where gRPC clients connect; port 0 is any free port");
    static final Key<Optional<Path>> GATEWAY_DESCRIPTORS = key(
            "gateway.descriptors",
            Kind.optional(Kinds.READABLE_FILE),
            "",
            "FileDescriptorSet (with imports) of the contract; empty is the contract that Turnout ships with");
    static final Key<Integer> GATEWAY_EVENT_LOOPS = key(
            "gateway.event-loops",
            Kinds.countOrAuto(1, 1024, () -> CORES),
            "auto",
            "threads that serve connections; auto is one for each core");
    static final Key<Duration> GATEWAY_DRAIN = key(
            "gateway.drain",
            Kinds.DURATION,
            "20s",
            "how long running calls may take to end after a stop; below the 30s that Kubernetes gives");

    static final Key<List<InetAddress>> GATEWAY_TESTERS_PEERS =
            key("gateway.testers.peers", Kinds.PEERS, "[]", "addresses that may force an engine by x-turnout-engine");
    static final Key<Path> GATEWAY_TESTERS_TOKEN_FILE = key(
            "gateway.testers.token-file",
            Kinds.PATH,
            "var/tester.token",
            "the token in x-turnout-tester that allows the same to anyone who can read this file");

    static final Key<Integer> LIMITS_CONNECTIONS = key(
            "gateway.limits.connections", Kinds.count(1, 1_000_000), "1000", "client connections; more are refused");
    static final Key<Integer> LIMITS_STREAMS_PER_CONNECTION = key(
            "gateway.limits.streams-per-connection",
            Kinds.count(1, 100_000),
            "100",
            "calls that one connection may run at once (RFC 9113 advises 100 or more)");
    static final Key<Long> LIMITS_HEADER_LIST = key(
            "gateway.limits.header-list",
            Kinds.MESSAGE_SIZE,
            "16KiB",
            "metadata of one call; grpcio's hard limit is the same");
    static final Key<Long> LIMITS_REQUEST_MESSAGE = key(
            "gateway.limits.request-message",
            Kinds.MESSAGE_SIZE,
            "4MiB",
            "largest request, after decompression; gRPC's usual limit");
    static final Key<Long> LIMITS_REPLY_MESSAGE = key(
            "gateway.limits.reply-message",
            Kinds.MESSAGE_SIZE,
            "64MiB",
            "largest reply; a full block with prevouts has to fit");
    static final Key<Long> LIMITS_HELD_BYTES = key(
            "gateway.limits.held-bytes",
            Kinds.SIZE,
            "256MiB",
            "bodies and queues that the process may hold at once; above it no window is granted");
    static final Key<Long> LIMITS_HELD_BYTES_PER_CONNECTION = key(
            "gateway.limits.held-bytes-per-connection",
            Kinds.SIZE,
            "48MiB",
            "the same for one connection, so that one client cannot take all of it");
    static final Key<Duration> LIMITS_DEFAULT_DEADLINE = key(
            "gateway.limits.default-deadline",
            Kinds.DURATION,
            "60s",
            "of a unary call whose caller gave none; streams have none by default");
    static final Key<Duration> LIMITS_HANDSHAKE_TIMEOUT = key(
            "gateway.limits.handshake-timeout",
            Kinds.DURATION,
            "5s",
            "from accept to the client's preface; stops connections that say nothing");
    static final Key<Duration> LIMITS_IDLE_TIMEOUT = key(
            "gateway.limits.idle-timeout",
            Kinds.DURATION,
            "5m",
            "without a stream or a frame; then GOAWAY, and clients connect again when they need to");

    static final Key<List<String>> PYTHON_COMMAND = key(
            "engines.python.command",
            Kinds.COMMAND,
            "[python-sidecar/.venv/bin/python, -m, turnout_sidecar]",
            "one worker process; the gateway adds where it listens");
    static final Key<Integer> PYTHON_WORKERS = key(
            "engines.python.workers",
            Kinds.countOrAuto(1, 1024, () -> Math.max(2, CORES)),
            "auto",
            "worker processes; auto is one for each core and at least 2, so that one may die");
    static final Key<List<Address>> PYTHON_TARGETS = key(
            "engines.python.targets",
            Kinds.TARGETS,
            "[]",
            "sidecars that somebody else runs (unix:PATH, host:port); then command and workers are not used");
    static final Key<PythonProtocol> PYTHON_PROTOCOL = key(
            "engines.python.protocol",
            Kinds.choice(PythonProtocol.class),
            "auto",
            "auto is the lane (docs/lane.md) where the sidecar announces one, else gRPC; lane or grpc is that alone");
    static final Key<Integer> PYTHON_IN_FLIGHT = key(
            "engines.python.in-flight",
            Kinds.count(1, 1_000_000),
            "2000",
            "calls of one component with PYTHON at once; at 10 ms a call that is 200,000 a second, so more is a jam");
    static final Key<Duration> PYTHON_DEADLINE = key(
            "engines.python.deadline",
            Kinds.DURATION,
            "60s",
            "longest time a unary call may stay with PYTHON, whatever its caller allowed");
    static final Key<Duration> PYTHON_GRACE = key(
            "engines.python.grace",
            Kinds.DURATION,
            "5s",
            "what a worker may take to end its calls when it is stopped, before it is killed");
    static final Key<Duration> PYTHON_HEARTBEAT_EVERY = key(
            "engines.python.heartbeat.every",
            Kinds.DURATION,
            "500ms",
            "pause between heartbeats; three fit into out-after, so that a lost one costs no worker");
    static final Key<Duration> PYTHON_HEARTBEAT_OUT_AFTER = key(
            "engines.python.heartbeat.out-after",
            Kinds.DURATION,
            "1500ms",
            "silence after which a worker gets no calls; it is looked at with each heartbeat, so a frozen one is out in 2 s");
    static final Key<Duration> PYTHON_HEARTBEAT_KILL_AFTER = key(
            "engines.python.heartbeat.kill-after",
            Kinds.DURATION,
            "10s",
            "silence after which a worker is killed and replaced");
    static final Key<Duration> PYTHON_RESTART_MIN = key(
            "engines.python.restart.min",
            Kinds.DURATION,
            "100ms",
            "pause before a worker is started again; doubles up to max while it keeps dying");
    static final Key<Duration> PYTHON_RESTART_MAX =
            key("engines.python.restart.max", Kinds.DURATION, "10s", "longest such pause");

    static final Key<Integer> NATIVE_IN_FLIGHT = key(
            "engines.native.in-flight",
            Kinds.count(1, 1_000_000),
            "2000",
            "calls of one component with NATIVE at once; above it they fall back as if it had failed");
    static final Key<Integer> NATIVE_CPU_THREADS = key(
            "engines.native.cpu-threads",
            Kinds.countOrAuto(1, 1024, () -> CORES),
            "auto",
            "threads for operations of cost CPU; auto is one for each core");
    static final Key<Integer> NATIVE_CPU_QUEUE = key(
            "engines.native.cpu-queue",
            Kinds.count(1, 1_000_000),
            "1024",
            "calls that may wait for such a thread; above it a call is RESOURCE_EXHAUSTED");
    static final Key<Integer> NATIVE_BLOCKING_IN_FLIGHT = key(
            "engines.native.blocking-in-flight",
            Kinds.count(1, 1_000_000),
            "256",
            "calls of cost BLOCKING at once; each holds a virtual thread and a request to the node");

    static final Key<Integer> SHADOW_IN_FLIGHT = key(
            "shadow.in-flight",
            Kinds.count(1, 1_000_000),
            "1000",
            "shadow calls at one time; more are dropped and counted");
    static final Key<Long> SHADOW_HELD_BYTES =
            key("shadow.held-bytes", Kinds.SIZE, "64MiB", "requests and replies that they hold; more are dropped");
    static final Key<Duration> SHADOW_DEADLINE =
            key("shadow.deadline", Kinds.DURATION, "10s", "of one shadow call; what takes longer is not compared");
    static final Key<Integer> SHADOW_NATIVE_THREADS = key(
            "shadow.native-threads",
            Kinds.count(1, 1024),
            "1",
            "threads for NATIVE's shadow calls, so that they take no more than these from callers");
    static final Key<Integer> SHADOW_COMPARE_THREADS = key(
            "shadow.compare-threads", Kinds.count(1, 1024), "1", "threads that compare, below all others in priority");
    static final Key<Integer> SHADOW_CPU_CEILING_PERCENT = key(
            "shadow.cpu-ceiling-percent",
            Kinds.count(1, 100),
            "85",
            "of the machine's CPU; above it no shadow call begins");
    static final Key<Path> SHADOW_JOURNAL_DIRECTORY = key(
            "shadow.journal.directory",
            Kinds.PATH,
            "var/mismatches",
            "what the engines disagreed on, sensitive values as digests");
    static final Key<Long> SHADOW_JOURNAL_SIZE = key(
            "shadow.journal.size",
            Kinds.JOURNAL_SIZE,
            "256MiB",
            "of those files; the oldest exemplars go first, the last of a cluster goes last");
    static final Key<Integer> SHADOW_JOURNAL_EXEMPLARS = key(
            "shadow.journal.exemplars",
            Kinds.count(1, 100),
            "5",
            "of one operation, field and kind that are kept whole; all are counted");
    static final Key<Path> SHADOW_JOURNAL_DIGEST_KEY_FILE = key(
            "shadow.journal.digest-key-file",
            Kinds.PATH,
            "var/digests.key",
            "the key of the digests, made at the first start; with a new one old digests compare no more");

    static final Key<Integer> FALLBACK_BUDGET_PERCENT = key(
            "fallback.budget-percent",
            Kinds.count(0, 100),
            "20",
            "of NATIVE's calls, how many may be answered by PYTHON instead when NATIVE fails; what is over fails");
    static final Key<Integer> FALLBACK_BUDGET_PER_SECOND = key(
            "fallback.budget-per-second",
            Kinds.count(0, 100_000),
            "10",
            "and as many a second for each event loop, so that a quiet service can fall back too");
    static final Key<Duration> FALLBACK_LEAST_TIME = key(
            "fallback.least-time",
            Kinds.DURATION,
            "5ms",
            "what must be left of a call's deadline to begin again; PYTHON's p50 is below it");
    static final Key<Boolean> FALLBACK_TO_NATIVE = key(
            "fallback.to-native",
            Kinds.SWITCH,
            "false",
            "whether NATIVE answers READs below its share while no worker of PYTHON can be reached");

    static final Key<Integer> BREAKER_FAILED_PERCENT = key(
            "breaker.failed-percent",
            Kinds.count(1, 100),
            "50",
            "of a component's calls in the last second (or the last fifty): from here on NATIVE is bad");
    static final Key<Integer> BREAKER_LEAST_FAILURES = key(
            "breaker.least-failures",
            Kinds.count(1, 1_000_000),
            "5",
            "fewer failures than this say nothing, whatever their part");
    static final Key<Duration> BREAKER_COOL_DOWN = key(
            "breaker.cool-down",
            Kinds.DURATION,
            "5s",
            "from open to the first trickle of calls; doubles up to cool-down-max while that fails");
    static final Key<Duration> BREAKER_COOL_DOWN_MAX =
            key("breaker.cool-down-max", Kinds.DURATION, "60s", "longest such pause");
    static final Key<Integer> BREAKER_TRICKLE_PERCENT = key(
            "breaker.trickle-percent",
            Kinds.count(1, 100),
            "1",
            "share of NATIVE that is tried while half open, if the operator's is larger");
    static final Key<Integer> BREAKER_EVIDENCE = key(
            "breaker.evidence",
            Kinds.count(1, 1_000_000),
            "20",
            "calls that NATIVE must answer while half open before its breaker closes");
    static final Key<Optional<Duration>> BREAKER_SLOW_AFTER = key(
            "breaker.slow-after",
            Kind.optional(Kinds.DURATION),
            "",
            "a call of NATIVE that takes longer counts as failed; empty is no limit");
    static final Key<Path> BREAKER_FILE =
            key("breaker.file", Kinds.PATH, "var/breakers", "which breakers are open, so that a restart keeps them");

    static final Key<Optional<URI>> NODE_URL = key(
            "node.url",
            Kind.optional(Kinds.URL),
            "",
            "JSON-RPC of a Bitcoin node; empty starts devnode, a small regtest node");
    static final Key<NodeNetwork> NODE_NETWORK = key(
            "node.network",
            Kinds.choice(NodeNetwork.class),
            "regtest",
            "the chain that the node must be on; another one is NODE_WRONG_NETWORK");
    static final Key<Optional<String>> NODE_USER =
            key("node.user", Kind.optional(Kinds.TEXT), "", "rpcuser of the node, with password-file");
    static final Key<Optional<Path>> NODE_PASSWORD_FILE = key(
            "node.password-file",
            Kind.optional(Kinds.READABLE_FILE),
            "",
            "holds rpcpassword; the password itself never stands in a configuration");
    static final Key<Optional<Path>> NODE_COOKIE_FILE = key(
            "node.cookie-file",
            Kind.optional(Kinds.PATH),
            "",
            "the node's .cookie; read again when the node has restarted");
    static final Key<Optional<Duration>> NODE_BLOCK_EVERY = key(
            "node.block-every",
            Kind.optional(Kinds.DURATION),
            "",
            "devnode mines at this pace; empty mines only when asked (generatetoaddress)");

    static final Key<Path> FLAGS_FILE =
            key("flags.file", Kinds.PATH, "var/flags.json", "what operators set; the gateway is its only writer");
    static final Key<Path> FLAGS_AUDIT_FILE =
            key("flags.audit-file", Kinds.PATH, "var/audit.jsonl", "who changed what and why, as an HMAC chain");
    static final Key<Ladder> FLAGS_LADDER = key(
            "flags.ladder",
            Kinds.LADDER,
            "[0, 10, 25, 50, 100]",
            "steps of a rollout; going up by more than one step needs the override");

    static final Key<InetSocketAddress> OPS_LISTEN =
            key("ops.listen", Kinds.LISTEN, "127.0.0.1:8088", "consoles and API, behind a login");
    static final Key<Path> OPS_TOKEN_FILE = key(
            "ops.token-file", Kinds.PATH, "var/ops.token", "the first administrator's token, made at the first start");
    static final Key<Path> OPS_TOKENS_FILE = key(
            "ops.tokens-file",
            Kinds.PATH,
            "var/ops.tokens",
            "names, roles and digests of the others' tokens (turnout token add), mode 600");
    static final Key<Optional<InetSocketAddress>> OPS_METRICS_LISTEN = key(
            "ops.metrics-listen",
            Kind.optional(Kinds.LISTEN),
            "",
            "a second listener for /metrics and health without a token; empty is none");

    static final Key<Duration> HISTOGRAMS_FLIP =
            key("histograms.flip", Kinds.DURATION, "1s", "length of one interval of the latency histograms");
    static final Key<Boolean> HISTOGRAMS_LOG =
            key("histograms.log", Kinds.SWITCH, "on", "keep the intervals as .hlog files");
    static final Key<Path> HISTOGRAMS_DIRECTORY =
            key("histograms.directory", Kinds.PATH, "var/histograms", "where those files are");
    static final Key<Duration> HISTOGRAMS_KEEP = key("histograms.keep", Kinds.DURATION, "7d", "older ones are deleted");

    static final Key<LogSettings.Level> LOG_LEVEL =
            key("log.level", Kinds.choice(LogSettings.Level.class), "info", "of our own events");
    static final Key<LogSettings.Format> LOG_FORMAT = key(
            "log.format",
            Kinds.choice(LogSettings.Format.class),
            "text",
            "text is key=value for people, json is one object a line");

    /** In the order of the shipped file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private Keys() {}

    private static <T> Key<T> key(String path, Kind<T> kind, String initial, String reason) {
        Key<T> key = new Key<>(path, kind, initial, reason);
        TABLE.add(key);
        return key;
    }
}
