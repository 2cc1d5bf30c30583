package turnout.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole gateway in a process of its own, as {@code ./turnout up} starts it, on free ports and in a home of its own. */
final class RunningGateway implements AutoCloseable {

    static final Path INSTALLATION = Path.of("").toAbsolutePath().getParent();

    private static final JsonMapper JSON = new JsonMapper();

    final Path home;
    final Process process;
    private final List<ManagedChannel> channels = new ArrayList<>();

    private RunningGateway(Path home, Process process) {
        this.home = home;
        this.process = process;
    }

    /** Waits until calls are answered. */
    static RunningGateway start(Path home, String... options) throws IOException {
        Process process = launch(home, options);
        List<String> said = new ArrayList<>();
        BufferedReader out = process.inputReader(UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.equals("ready")) {
                return new RunningGateway(home, process);
            }
        }
        throw new IOException(
                "the gateway ended before it was ready: " + said + " " + Files.readString(home.resolve("gateway.log")));
    }

    /** The process, whatever becomes of it; its log is {@code gateway.log} in the home. */
    static Process launch(Path home, String... options) throws IOException {
        return process(home, keys(options), home.resolve("gateway.log"));
    }

    /** What a start that is refused leaves: its exit code, and the lines that it said on standard error. */
    record Refusal(int exitCode, List<String> lines) {}

    /** @param arguments of {@code up}, after those that ask for free ports */
    static Refusal refused(Path home, String... arguments) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(home, "refused", ".log");
        Process process = process(home, List.of(arguments), errors);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it was not refused: " + Files.readString(errors));
        }
        return new Refusal(process.exitValue(), Files.readAllLines(errors));
    }

    private static List<String> keys(String... options) {
        return Stream.of(options).flatMap(option -> Stream.of("-D", option)).toList();
    }

    /** What starts one, to be followed by options of {@code up}. */
    static List<String> command() throws IOException {
        Path target = INSTALLATION.resolve("router/target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:MaxDirectMemorySize=512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dturnout.installation=" + INSTALLATION,
                "-cp",
                target.resolve("router-0.1.0.jar") + ":"
                        + Files.readString(target.resolve("classpath")).strip(),
                "turnout.router.app.Main",
                "up");
    }

    private static Process process(Path home, List<String> arguments, Path errors) throws IOException {
        List<String> command = new ArrayList<>(command());
        command.addAll(keys("gateway.listen=127.0.0.1:0", "ops.listen=127.0.0.1:0"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("TURNOUT_HOME", home.toString());
        return builder.start();
    }

    /** {@code var/turnout.json} as it is now. */
    JsonNode description() throws IOException {
        return JSON.readTree(Files.readString(home.resolve("var/turnout.json")));
    }

    String address() throws IOException {
        return description().get("gateway").stringValue();
    }

    ManagedChannel channel() throws IOException {
        return channel(NettyChannelBuilder.DEFAULT_FLOW_CONTROL_WINDOW);
    }

    /** @param windowBytes what may be sent to each stream before it is read */
    ManagedChannel channel(int windowBytes) throws IOException {
        ManagedChannel channel = NettyChannelBuilder.forTarget(address())
                .usePlaintext()
                .flowControlWindow(windowBytes)
                .maxInboundMessageSize(64 << 20)
                .maxInboundMetadataSize(64 << 10)
                .compressorRegistry(Deflate.COMPRESSORS)
                .build();
        channels.add(channel);
        return channel;
    }

    String testerToken() throws IOException {
        return Files.readString(home.resolve("var/tester.token")).strip();
    }

    URI ops(String path) throws IOException {
        return URI.create(description().get("ops").stringValue() + path);
    }

    String opsToken() throws IOException {
        return Files.readString(home.resolve("var/ops.token")).strip();
    }

    /** GET by the API's token. */
    String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(ops(path))
                    .header("Authorization", "Bearer " + opsToken())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** A metric's samples that hold all the labels, added up; 0 when nothing was counted yet. */
    long sum(String family, String... labels) throws IOException, InterruptedException {
        double sum = 0;
        for (String sample : get("/metrics").split("\n")) {
            if (sample.matches(family + "(\\{.*})? .*") && Stream.of(labels).allMatch(sample::contains)) {
                sum += Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1));
            }
        }
        return Math.round(sum);
    }

    /** Pids of the processes that were started for this one: workers and devnode. */
    List<Long> children() {
        return process.descendants().map(ProcessHandle::pid).toList();
    }

    /** SIGTERM, and its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the gateway did not end within 40 s of SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            for (ManagedChannel channel : channels) {
                channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
            }
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
