package turnout.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code turnout load}: the options, named as ghz names them where it has them. {@link LoadRun} does the work. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Sends calls at a fixed rate, whatever becomes of them; latency counts from the planned time.",
        footer = {
            "",
            "Exit codes: 0 every call was answered OK, 1 a call failed or the self-test failed, 2 wrong usage,"
                    + " 69 the target is not reachable."
        })
public final class LoadCommand implements Callable<Integer> {

    static final String PYTHON = "python";
    static final String NATIVE = "native";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--call", required = true, paramLabel = "SERVICE/METHOD", description = "What to call.")
    String call = "";

    @Parameters(arity = "0..1", paramLabel = "HOST:PORT", description = "The same as --target.")
    @Nullable
    String host;

    @Option(names = "--target", paramLabel = "HOST:PORT", description = "Default: the gateway in var/turnout.json.")
    @Nullable
    String target;

    @Option(
            names = "--compare",
            split = ",",
            paramLabel = "ENGINE",
            description = "python,native: the same schedule for both engines, in blocks of time that take turns.")
    List<String> compare = List.of();

    @Option(names = "--token", description = "The tester's token, for --compare. Default: var/tester.token.")
    @Nullable
    String token;

    @Option(
            names = {"-r", "--rps"},
            defaultValue = "100",
            description = "Calls a second (default: ${DEFAULT-VALUE}).")
    double rps;

    @Option(
            names = {"-z", "--duration"},
            converter = GoDuration.class,
            description = "How long to send, to each engine (default: 10s). Wins over -n.")
    @Nullable
    Duration duration;

    @Option(
            names = {"-n", "--total"},
            description = "How many calls to send, to each engine.")
    @Nullable
    Long total;

    @Option(
            names = {"-c", "--concurrency", "--concurrency-limit"},
            defaultValue = "10000",
            description = "Calls in flight at most; a call that is due above it fails as NOT_SENT"
                    + " (default: ${DEFAULT-VALUE}).")
    int concurrency;

    @Option(names = "--connections", defaultValue = "1", description = "Connections (default: ${DEFAULT-VALUE}).")
    int connections;

    @Option(
            names = {"-d", "--data"},
            description = "The request as JSON, or an array that is sent in turn; @ reads"
                    + " standard input. Default: valid samples of a shipped operation.")
    @Nullable
    String data;

    @Option(
            names = {"-D", "--data-file"},
            description = "A file with what --data takes.")
    @Nullable
    String dataFile;

    @Option(
            names = {"-m", "--metadata"},
            description = "Request metadata as a JSON object of strings.")
    String metadata = "{}";

    @Option(
            names = {"-t", "--timeout"},
            converter = GoDuration.class,
            defaultValue = "20s",
            description = "Deadline of each call (default: ${DEFAULT-VALUE}).")
    Duration timeout = Duration.ZERO;

    @Option(
            names = "--warm-up",
            converter = GoDuration.class,
            defaultValue = "2s",
            description = "Sent first at the same rate and not counted; 0s for none (default: ${DEFAULT-VALUE}).")
    Duration warmUp = Duration.ZERO;

    @Option(
            names = "--block",
            converter = GoDuration.class,
            description = "Length of a block of --compare (default: 1s, or 10 calls where that is longer).")
    @Nullable
    Duration block;

    @Option(names = "--seed", description = "Of the engines' order in each block; printed (default: drawn).")
    @Nullable
    Long seed;

    @Option(names = "--count-errors", description = "Takes failed calls into the percentiles.")
    boolean countErrors;

    @Option(names = "--no-self-test", negatable = false, description = "Leaves the self-test of 3.5 s out.")
    boolean noSelfTest;

    @Option(names = "--insecure", description = "Plaintext: the default and the only way for now.")
    boolean insecure;

    @Option(
            names = {"-O", "--format"},
            defaultValue = "summary",
            description = "summary or json.")
    String format = "";

    @Option(names = "--json", description = "The same as --format json.")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (!format.equals("summary") && !format.equals("json")) {
                throw new RefusedException(
                        RefusedException.USAGE, "--format: \"" + format + "\" is unknown (expected: summary or json)");
            }
            LoadRun.Outcome outcome = LoadRun.measure(LoadRequest.of(this, RunningTurnout.here()));
            boolean asJson = json || format.equals("json");
            out.print(asJson ? JsonReport.of(outcome.result()) + "\n" : TextReport.of(outcome.result()));
            out.flush();
            return outcome.exitCode();
        } catch (RefusedException e) {
            return refuse(e.getMessage(), e.exitCode());
        } catch (IOException e) {
            return refuse(e.getMessage(), RefusedException.NO);
        }
    }

    private int refuse(@Nullable String reason, int exitCode) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("load: " + reason);
        err.flush();
        return exitCode;
    }
}
