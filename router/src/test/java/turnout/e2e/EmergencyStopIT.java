package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import turnout.chain.v1.ScanBlocksRequest;
import turnout.e2e.ExplainedCall.Answer;

/** Somebody renames the file while both engines answer, and testers force NATIVE. */
class EmergencyStopIT {

    private static final int PER_SECOND = 400;
    private static final byte[] SCAN = ScanBlocksRequest.newBuilder()
            .setToHeight(115)
            .setVerbosityValue(3)
            .build()
            .toByteArray();
    private static final int WINDOW_BYTES = 16 * 1024;

    @TempDir
    static Path home;

    private static RunningGateway gateway;
    private static Operator operator;

    /** When callers began and had the last call that NATIVE answered; the gateway sent it there in between. */
    private final AtomicLong lastBegunNanos = new AtomicLong();

    private final AtomicLong lastAnsweredNanos = new AtomicLong();

    private final AtomicLong nativeAnswers = new AtomicLong();

    @BeforeAll
    static void start() throws IOException {
        gateway = RunningGateway.start(home);
        operator = Operator.program(gateway);
    }

    @AfterAll
    static void stop() {
        operator.close();
        gateway.close();
    }

    @Test
    @Timeout(300)
    void noCallGoesToNativeSoonAfterTheRenameAndNoneIsLost() throws Exception {
        trials(20);
    }

    @Test
    @Tag("nightly")
    @Timeout(1_200)
    void noCallGoesToNativeSoonAfterTheRenameTwoHundredTimes() throws Exception {
        trials(200);
    }

    @Test
    void whatIsOnItsWayOnNativeEndsThere() throws Exception {
        operator.startAgain("50", "chain", "script");
        SlowReader scan = SlowReader.open(
                gateway.channel(WINDOW_BYTES),
                Requests.CHAIN + "ScanBlocks",
                SCAN,
                RawCalls.forced("native", gateway.testerToken()));
        Eventually.holds("NATIVE has begun", 20, () -> scan.bytes() > 0);

        rename();
        Eventually.holds("it is stopped", 20, () -> gateway.sum("turnout_emergency_stop") == 1);

        assertThat(scan.running()).isTrue();
        assertThat(scan.readAll()).matches(Status::isOk);
        assertThat(scan.bytes()).as("so that it could not end before").isGreaterThan(2 * WINDOW_BYTES);
    }

    private void trials(int count) throws Exception {
        String tester = gateway.testerToken();
        Caller caller = Caller.of(gateway);
        caller.askOnce(); // connections and classes: the first calls come in one burst
        long[] begunMicros = new long[count];
        long[] answeredMicros = new long[count];
        for (int i = 0; i < count; i++) {
            operator.startAgain("50", "chain", "script");
            long renamed = trial(caller, tester);
            begunMicros[i] = Math.max(0, lastBegunNanos.get() - renamed) / 1_000;
            answeredMicros[i] = Math.max(0, lastAnsweredNanos.get() - renamed) / 1_000;
        }
        report("begun", begunMicros);
        report("answered", answeredMicros);
        assertThat(answeredMicros[count - 1] / 1_000)
                .as("ms, on a machine however busy")
                .isLessThan(1_000);
    }

    private static void report(String what, long[] micros) {
        Arrays.sort(micros);
        System.out.printf(
                "emergency stop: last call of NATIVE %s after the rename, of %d trials: p50 %.1f, p99 %.1f, max %.1f ms%n",
                what,
                micros.length,
                micros[micros.length / 2] / 1e3,
                micros[(int) Math.ceil(micros.length * 0.99) - 1] / 1e3,
                micros[micros.length - 1] / 1e3);
    }

    /** @return when the file was renamed, of {@link System#nanoTime} */
    private long trial(Caller caller, String tester) throws Exception {
        nativeAnswers.set(0);
        try (OpenLoop load = OpenLoop.start(PER_SECOND, turn -> call(caller, tester, turn))) {
            Eventually.holds("NATIVE answers", 20, () -> nativeAnswers.get() > 50);

            long renamed = System.nanoTime();
            rename();
            Eventually.holds("it is stopped", 20, () -> gateway.sum("turnout_emergency_stop") == 1);
            load.awaitAnswers(PER_SECOND / 2);
            long atLeast = nativeAnswers.get();
            load.awaitAnswers(PER_SECOND / 4);
            List<Answer> answers = load.stop();

            assertThat(answers).as("none is lost").allMatch(Answer::ok);
            assertThat(nativeAnswers.get()).as("once it is stopped").isEqualTo(atLeast);
            assertThat(answers.subList(answers.size() - PER_SECOND / 4, answers.size()))
                    .as("testers' calls too")
                    .allMatch(answer -> answer.engine().equals("python"));
            return renamed;
        }
    }

    /** By turns with a key in a header, with one in the body, and of a tester who wants NATIVE. */
    private CompletableFuture<Answer> call(Caller caller, String tester, int turn) {
        long begun = System.nanoTime();
        CompletableFuture<Answer> call = turn % 3 == 2
                ? caller.askForced(Caller.KEYS.get(turn % Caller.KEYS.size()), "native", tester)
                : caller.askByTurns(turn);
        return call.thenApply(answer -> {
            if (answer.engine().equals("native")) {
                nativeAnswers.incrementAndGet();
                lastBegunNanos.accumulateAndGet(begun, Math::max);
                lastAnsweredNanos.accumulateAndGet(System.nanoTime(), Math::max);
            }
            return answer;
        });
    }

    private static void rename() throws IOException {
        Path var = home.resolve("var");
        Files.move(var.resolve("STOP.off"), var.resolve("STOP"), StandardCopyOption.ATOMIC_MOVE);
    }
}
