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

/** Starts gateways to be measured: each with its own home, and the echo server in PYTHON's place. */
final class Gateways {

    private static final String COMPONENT = "chain";

    /** Requests take turns among so many keys. */
    private static final int KEYS = 16;

    private static final Metadata.Key<String> EXPLAIN =
            Metadata.Key.of("x-turnout-explain", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> ENGINE =
            Metadata.Key.of("x-turnout-engine", Metadata.ASCII_STRING_MARSHALLER);

    private final String command;
    private final Path directory;
    private final int upstream;

    /** @param command starts a gateway in the foreground when {@code -D key=value} options are put behind it */
    Gateways(String command, Path directory, int upstream) {
        this.command = command;
        this.directory = directory;
        this.upstream = upstream;
    }

    /** @param percent of NATIVE; the keys of the peer are such that PYTHON answers all the same */
    Peer start(String name, int percent) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("gateway-" + percent));
        Child child = Child.start(
                "gateway-" + percent,
                directory,
                Map.of("TURNOUT_HOME", home.toString()),
                List.of(
                        "sh",
                        "-c",
                        "exec " + command + " \"$@\"",
                        "gateway",
                        "-D",
                        "gateway.listen=127.0.0.1:0",
                        "-D",
                        "ops.listen=127.0.0.1:0",
                        "-D",
                        "engines.python.targets=127.0.0.1:" + upstream,
                        "-D",
                        // As its peers have one thread: batches are larger on fewer loops.
                        "gateway.event-loops=1",
                        "-D",
                        // Nobody listens there: no call reaches NATIVE, and no devnode is started.
                        "node.url=http://127.0.0.1:1",
                        "-D",
                        "node.cookie-file=" + home.resolve("no-cookie")));
        RunningTurnout running = new RunningTurnout(home);
        try {
            child.await("was ready", () -> field(running, "gateway").isPresent());
            if (percent > 0) {
                String token = running.token("ops.token").orElseThrow(() -> new IOException("there is no ops.token"));
                new FlagApi(field(running, "ops").orElseThrow(), token).setShare(COMPONENT, percent);
            }
            String address = field(running, "gateway").orElseThrow();
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            return new Peer(name, child, port, pythonKeys(port, percent));
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
                String key = EchoRequests.key(asked++);
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
                    Bytes.method(EchoRequests.METHOD, MethodType.UNARY),
                    CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS),
                    EchoRequests.message(key));
        } catch (StatusRuntimeException e) {
            return e.getTrailers() == null ? null : e.getTrailers().get(ENGINE);
        }
        return headers.get() == null ? null : headers.get().get(ENGINE);
    }
}
