package turnout.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command line asks for, checked as far as it can be without the target.
 *
 * @param data JSON; empty for the samples
 * @param total calls to each arm
 */
record LoadRequest(
        String call,
        Target target,
        List<Arm> arms,
        boolean compared,
        Optional<String> data,
        double rps,
        long total,
        long warmUpCalls,
        long blockNanos,
        long seed,
        int concurrency,
        int connections,
        Duration timeout,
        boolean countErrors,
        boolean selfTest) {

    /** More than one sending thread can reach; it stands here so that a slip of the finger is told. */
    private static final double HIGHEST_RPS = 1_000_000;

    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(7);

    static LoadRequest of(LoadCommand command, RunningTurnout running) throws RefusedException, IOException {
        check(command.rps > 0 && command.rps <= HIGHEST_RPS, "--rps", command.rps, "above 0, up to 1000000");
        check(command.concurrency > 0, "--concurrency", command.concurrency, "1 or more");
        check(
                command.connections > 0 && command.connections <= 10_000,
                "--connections",
                command.connections,
                "1 to 10000");
        check(command.timeout.isPositive(), "--timeout", command.timeout, "above 0s");
        Duration duration = command.duration == null ? DEFAULT_DURATION : command.duration;
        check(
                duration.isPositive() && duration.compareTo(LONGEST) <= 0,
                "--duration",
                duration,
                "above 0s, up to 168h");
        check(command.warmUp.compareTo(LONGEST) <= 0, "--warm-up", command.warmUp, "up to 168h");
        check(command.total == null || command.total > 0, "--total", command.total, "1 or more");
        check(command.block == null || command.block.isPositive(), "--block", command.block, "above 0s");
        if (command.data != null && command.dataFile != null) {
            throw usage("--data and --data-file are both given (expected: one of them)");
        }
        boolean byTotal = command.total != null && command.duration == null;
        long oneSecondOrTenCalls = (long) Math.max(1e9, 10e9 / command.rps);
        return new LoadRequest(
                command.call,
                target(command, running),
                arms(command, running),
                !command.compare.isEmpty(),
                data(command),
                command.rps,
                byTotal && command.total != null
                        ? command.total
                        : Schedule.callsWithin(duration.toNanos(), command.rps),
                Schedule.callsWithin(command.warmUp.toNanos(), command.rps),
                command.block == null ? oneSecondOrTenCalls : command.block.toNanos(),
                command.seed == null ? new SplittableRandom().nextLong(1_000_000) : command.seed,
                command.concurrency,
                command.connections,
                command.timeout,
                command.countErrors,
                !command.noSelfTest);
    }

    private static Target target(LoadCommand command, RunningTurnout running) throws RefusedException, IOException {
        if (command.host != null && command.target != null) {
            throw usage("--target and " + command.host + " are both given (expected: one of them)");
        }
        if (command.host != null) {
            return Target.parse(command.host);
        }
        if (command.target != null) {
            return Target.parse(command.target);
        }
        return Target.parse(running.field("gateway")
                .orElseThrow(() -> new RefusedException(
                        RefusedException.UNREACHABLE,
                        "no --target, and no Turnout runs here ("
                                + running.home().resolve("var/turnout.json") + " does not exist)")));
    }

    private static List<Arm> arms(LoadCommand command, RunningTurnout running) throws RefusedException, IOException {
        Map<String, String> metadata = metadata(command.metadata);
        if (command.compare.isEmpty()) {
            return List.of(new Arm("target", metadata));
        }
        String token = command.token != null
                ? command.token
                : running.token("tester.token")
                        .orElseThrow(() -> usage("--compare forces engines, which needs --token (there is no "
                                + running.home().resolve("var/tester.token") + ")"));
        List<Arm> arms = new ArrayList<>();
        for (String engine : command.compare) {
            if (!engine.equals(LoadCommand.PYTHON) && !engine.equals(LoadCommand.NATIVE)) {
                throw usage("--compare: \"" + engine + "\" is no engine (expected: python,native)");
            }
            if (arms.stream().anyMatch(arm -> arm.name().equals(engine))) {
                throw usage("--compare: " + engine + " is given twice (expected: python,native)");
            }
            Map<String, String> forced = new HashMap<>(metadata);
            forced.put("x-turnout-engine", engine);
            if (!token.isEmpty()) {
                forced.put("x-turnout-tester", token);
            }
            arms.add(new Arm(engine, forced));
        }
        return arms;
    }

    private static Map<String, String> metadata(String json) throws RefusedException {
        Map<String, String> metadata = new HashMap<>();
        try {
            JsonNode node = JsonMapper.shared().readTree(json);
            if (!node.isObject()) {
                throw usage("--metadata: not a JSON object (expected: {\"name\":\"value\"})");
            }
            for (var entry : node.properties()) {
                if (!entry.getKey().matches("[0-9a-z_.-]+") || entry.getKey().endsWith("-bin")) {
                    throw usage("--metadata: \"" + entry.getKey() + "\" is no name of text metadata (a-z 0-9 _ . -)");
                }
                metadata.put(entry.getKey(), entry.getValue().asString());
            }
        } catch (JacksonException e) {
            throw usage("--metadata: not JSON: " + e.getOriginalMessage());
        }
        return metadata;
    }

    private static Optional<String> data(LoadCommand command) throws RefusedException, IOException {
        if (command.dataFile != null) {
            Path file = Path.of(command.dataFile);
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw usage("--data-file: " + file + " is not a file that can be read");
            }
            return Optional.of(Files.readString(file));
        }
        return command.data != null && command.data.equals("@")
                ? Optional.of(new String(System.in.readAllBytes(), StandardCharsets.UTF_8))
                : Optional.ofNullable(command.data);
    }

    private static void check(boolean holds, String option, @Nullable Object value, String expected)
            throws RefusedException {
        if (!holds) {
            throw usage(option + ": " + value + " (expected: " + expected + ")");
        }
    }

    private static RefusedException usage(String message) {
        return new RefusedException(RefusedException.USAGE, message);
    }
}
