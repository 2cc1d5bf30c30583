package turnout.load.bench;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import turnout.load.Bytes;
import turnout.load.RunningTurnout;

/** Starts gateways to be measured: each with its own home, and a service of the bench in PYTHON's place. */
final class Gateways {

    /** The value of {@code engines.python.protocol}. */
    static final String LANE = "lane";

    static final String GRPC = "grpc";

    private static final String COMPONENT = "chain";

    /** Requests take turns among so many keys. */
    private static final int KEYS = 16;

    private static final Metadata.Key<String> EXPLAIN =
            Metadata.Key.of("x-turnout-explain", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> ENGINE =
            Metadata.Key.of("x-turnout-engine", Metadata.ASCII_STRING_MARSHALLER);

    private final String command;
    private final Path directory;

    /** @param command starts a gateway in the foreground when {@code -D key=value} options are put behind it */
    Gateways(String command, Path directory) {
        this.command = command;
        this.directory = directory;
    }

    /** One that runs. */
    record Started(Child child, int port, RunningTurnout turnout) {

        /** Of the calls that went to PYTHON by lane. */
        LaneCounter laneCounter() throws IOException {
            return new LaneCounter(field(turnout, "ops").orElseThrow(), opsToken());
        }

        FlagApi flags() throws IOException {
            return new FlagApi(field(turnout, "ops").orElseThrow(), opsToken());
        }

        private String opsToken() throws IOException {
            return turnout.token("ops.token").orElseThrow(() -> new IOException("there is no ops.token"));
        }
    }

    /**
     * One for {@link WireRun}, on one event loop, as its peers have one thread: batches are larger on fewer loops.
     *
     * @param percent of NATIVE; the keys of the peer are such that PYTHON answers all the same
     * @param target of PYTHON
     * @param protocol grpc or lane
     */
    Peer peer(String name, int percent, String target, String protocol) throws IOException, InterruptedException {
        String socket = target.startsWith("unix:") ? "-unix" : "";
        Started gateway = start(
                "gateway-" + percent + "-" + protocol + socket, List.of(target), protocol, "gateway.event-loops=1");
        try {
            if (percent > 0) {
                String ops = field(gateway.turnout(), "ops").orElseThrow();
                new FlagApi(ops, gateway.opsToken()).setShare(COMPONENT, percent);
            }
            List<String> keys = pythonKeys(gateway.port(), percent);
            Optional<LaneCounter> lane = protocol.equals(LANE) ? Optional.of(gateway.laneCounter()) : Optional.empty();
            return new Peer(name, gateway.child(), gateway.port(), Echo.of(keys), lane);
        } catch (IOException | RuntimeException e) {
            gateway.child().close();
            throw e;
        }
    }

    /** Starts a gateway and waits until it is ready. */
    Started start(String name, List<String> targets, String protocol, String... settings) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        List<String> arguments = new ArrayList<>(List.of("sh", "-c", "exec " + command + " \"$@\"", "gateway"));
        List<String> all = new ArrayList<>(List.of(
                "gateway.listen=127.0.0.1:0",
                "ops.listen=127.0.0.1:0",
                "engines.python.targets=" + String.join(",", targets),
                "engines.python.protocol=" + protocol,
                // Nobody listens there: no call reaches NATIVE, and no devnode is started.
                "node.url=http://127.0.0.1:1",
                "node.cookie-file=" + home.resolve("no-cookie")));
        all.addAll(List.of(settings));
        all.forEach(setting -> arguments.addAll(List.of("-D", setting)));
        Child child = Child.start(name, directory, Map.of("TURNOUT_HOME", home.toString()), arguments);
        RunningTurnout running = new RunningTurnout(home);
        try {
            child.await("was ready", () -> field(running, "gateway").isPresent());
            String address = field(running, "gateway").orElseThrow();
            return new Started(child, Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)), running);
        } catch (IOException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    private static Optional<String> field(RunningTurnout running, String name) {
        try {
            return running.field(name);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Asks the gateway itself which keys stay with PYTHON; also the proof that the share is in force. */
    private static List<String> pythonKeys(int port, int percent) throws IOException, InterruptedException {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        try {
            List<String> keys = new ArrayList<>();
            int asked = 0;
            while (keys.size() < KEYS && asked < 100 * KEYS) {
                String key = Echo.key(asked++);
                if ("python".equalsIgnoreCase(engineOf(channel, key))) {
                    keys.add(key);
                }
            }
            if (keys.size() < KEYS || (percent == 0) != (asked == KEYS)) {
                throw new IOException("at a share of " + percent + " %, " + keys.size() + " of " + asked
                        + " keys stayed with PYTHON");
            }
            return keys;
        } finally {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    /** NATIVE refuses such a txid; its refusal still says whose the key is. */
    private static @Nullable String engineOf(ManagedChannel channel, String key) {
        Metadata ask = new Metadata();
        ask.put(EXPLAIN, "1");
        AtomicReference<Metadata> headers = new AtomicReference<>();
        AtomicReference<Metadata> trailers = new AtomicReference<>();
        try {
            ClientCalls.blockingUnaryCall(
                    io.grpc.ClientInterceptors.intercept(
                            channel,
                            MetadataUtils.newAttachHeadersInterceptor(ask),
                            MetadataUtils.newCaptureMetadataInterceptor(headers, trailers)),
                    Bytes.method(Echo.METHOD, MethodType.UNARY),
                    CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS),
                    Echo.message(key));
        } catch (StatusRuntimeException e) {
            return e.getTrailers() == null ? null : e.getTrailers().get(ENGINE);
        }
        return headers.get() == null ? null : headers.get().get(ENGINE);
    }
}
