package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import turnout.e2e.ExplainedCall.Answer;

/** A worker that the kernel holds, by the shipped heartbeat: how soon it is out of use, back, and replaced. */
@Timeout(180)
final class FrozenWorkerIT {

    private static final int PER_SECOND = 200;

    /** On a machine however busy; what is promised, and seen on a quiet one, is 2, 5 and 10 s. */
    private static final Duration OUT = Duration.ofSeconds(6);

    private static final Duration BACK = Duration.ofSeconds(10);
    private static final Duration REPLACED = Duration.ofSeconds(30);

    @TempDir
    static Path home;

    private static RunningGateway gateway;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start(home, "engines.python.workers=2");
        caller = Caller.of(gateway);
        caller.askOnce();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void isOutSoonAndBackSoonAfterItThaws() throws Exception {
        long frozen = workers().getLast();

        Duration out;
        Duration back;
        try (OpenLoop load = OpenLoop.start(PER_SECOND, caller::askByTurns)) {
            load.awaitAnswers(PER_SECOND);
            Processes.send("STOP", frozen);
            out = until("it is out of use", () -> inUse() == 1);
            load.awaitAnswers(3 * PER_SECOND);
            Processes.send("CONT", frozen);
            back = until("it is back", () -> inUse() == 2);
            load.stop();
        }

        System.out.printf("frozen worker: out after %d ms, back after %d ms%n", out.toMillis(), back.toMillis());
        assertThat(out).isLessThan(OUT);
        assertThat(back).isLessThan(BACK);
        assertThat(workers()).as("the same process").contains(frozen);
        allIsAsBefore(2);
    }

    @Test
    void isReplacedWhenItStaysFrozenAndLeavesNothing() throws Exception {
        long children = gateway.process.descendants().count();
        long watched = threads("worker=");
        long frozen = workers().getLast();
        assertThat(watched).isPositive();

        Processes.send("STOP", frozen);
        until("it is out of use", () -> inUse() == 1);
        List<Answer> meanwhile = caller.askOnce();
        Duration replaced = until("another one is in its place", () -> inUse() == 2);

        System.out.printf("frozen worker: replaced %d ms after it was found out of use%n", replaced.toMillis());
        assertThat(replaced).isLessThan(REPLACED);
        assertThat(meanwhile).allMatch(Answer::ok);
        assertThat(Processes.alive(frozen)).isFalse();
        assertThat(workers()).hasSize(2).doesNotContain(frozen);
        assertThat(gateway.sum("turnout_sidecar_restarts_total", "frozen")).isEqualTo(1);
        assertThat(gateway.process.descendants().count()).isEqualTo(children);
        assertThat(threads("worker=")).as("threads that watch workers").isEqualTo(watched);
        allIsAsBefore(2);
    }

    /** Every call is answered, no stream is left and the workers are in use. */
    private static void allIsAsBefore(int workers) throws Exception {
        assertThat(caller.askAll(Caller.keys(500))).allMatch(Answer::ok);
        Eventually.holds("no stream is left over", 10, () -> gateway.sum("turnout_streams") == 0);
        assertThat(inUse()).isEqualTo(workers);
    }

    private static Duration until(String what, Callable<Boolean> condition) throws Exception {
        long began = System.nanoTime();
        Eventually.holds(what, 60, condition);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static long inUse() throws IOException, InterruptedException {
        return gateway.sum("turnout_sidecar_up");
    }

    private static List<Long> workers() throws IOException {
        return StreamSupport.stream(gateway.description().get("sidecars").spliterator(), false)
                .map(sidecar -> sidecar.get("pid").longValue())
                .toList();
    }

    private static long threads(String prefix) throws IOException {
        return Processes.threads(gateway.process.pid()).stream()
                .filter(name -> name.startsWith(prefix))
                .count();
    }
}
