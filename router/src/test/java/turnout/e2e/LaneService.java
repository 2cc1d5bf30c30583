package turnout.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service of python-sidecar/conformance in a process of its own, on a unix socket, and what it says of itself. */
final class LaneService implements AutoCloseable {

    static final String BEHAVIOURS = "turnout.conformance.v1.Behaviours";

    private static final Path SIDECAR = RunningGateway.INSTALLATION.resolve("python-sidecar");
    private static final String CONTROL = "turnout.conformance.v1.Control/";

    final Process process;
    private final Path socket;
    private final Path journal;
    private final UnixChannel direct;

    private LaneService(Process process, Path socket, Path journal) {
        this.process = process;
        this.socket = socket;
        this.journal = journal;
        this.direct = new UnixChannel(socket.toString());
    }

    /** Waits until it listens; its log is {@code NAME.log} beside the socket. */
    static LaneService start(Path home, String name) throws IOException {
        Path socket = home.resolve(name + ".sock");
        Path log = home.resolve(name + ".log");
        Path journal = home.resolve(name + ".journal");
        ProcessBuilder builder = new ProcessBuilder(
                        SIDECAR.resolve(".venv/bin/python").toString(),
                        "-m",
                        "turnout_conformance",
                        "--listen",
                        "unix:" + socket,
                        "--journal",
                        journal.toString())
                .redirectError(log.toFile());
        builder.environment().put("PYTHONPATH", SIDECAR.resolve("conformance").toString());
        Process process = builder.start();
        String line = process.inputReader(UTF_8).readLine();
        if (line == null || !line.startsWith("listening on ")) {
            process.destroyForcibly();
            throw new IOException("the conformance service said " + line + ": " + Files.readString(log));
        }
        return new LaneService(process, socket, journal);
    }

    /** As a gateway has it in {@code engines.python.targets}. */
    String target() {
        return "unix:" + socket;
    }

    /** By gRPC, without a gateway. */
    ManagedChannel direct() {
        return direct.channel;
    }

    /** One for each behaviour. */
    List<String> methods() {
        return List.of(ask("Names", "").split("\n"));
    }

    /** What the call with this id saw, once it has seen the event: JSON. */
    String seen(String id, String event) {
        return ask("Seen", id + " " + event);
    }

    /**
     * By which way each execution came that a handler has begun, {@code lane} or {@code grpc}, by the call's id. The
     * service need not live any more.
     */
    Map<String, List<String>> executions() throws IOException {
        Map<String, List<String>> executions = new HashMap<>();
        for (String line : Files.readAllLines(journal)) {
            String[] words = line.split(" ");
            executions.computeIfAbsent(words[0], id -> new ArrayList<>()).add(words[1]);
        }
        return executions;
    }

    private String ask(String method, String request) {
        return new String(
                ClientCalls.blockingUnaryCall(
                        direct.channel,
                        RawCalls.method(CONTROL + method, MethodType.UNARY),
                        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
                        request.getBytes(UTF_8)),
                UTF_8);
    }

    @Override
    public void close() {
        direct.close();
        process.destroyForcibly();
    }
}
