package turnout.router.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static turnout.router.call.EngineName.NATIVE;
import static turnout.router.call.EngineName.PYTHON;
import static turnout.router.call.Role.SERVED;
import static turnout.router.call.Role.SHADOW;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import turnout.contract.Contract;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

class ScoreboardTest {

    private static final Operations OPERATIONS = Operations.of(Contract.shipped());
    private static final Operation OPERATION = OPERATIONS.all().getFirst();
    private static final Line ANSWERED = new Line(OPERATION.name(), NATIVE, SERVED, true);
    private static final int OK = 0;
    private static final int INVALID_ARGUMENT = 3;
    private static final int INTERNAL = 13;

    private final Scoreboard scoreboard = new Scoreboard(OPERATIONS, InstantSource.system());

    @Test
    void losesNothingThatManyThreadsRecordWhileItFlips() throws InterruptedException {
        int calls = 300_000;
        List<Thread> loops = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Sheet sheet = scoreboard.sheet();
            loops.add(Thread.ofPlatform().start(() -> recordAll(sheet, calls)));
        }
        for (int i = 0; i < 2; i++) {
            loops.add(Thread.ofPlatform().start(() -> recordAll(scoreboard.shared(), calls)));
        }
        AtomicLong inIntervals = new AtomicLong();
        scoreboard.onInterval(interval -> inIntervals.addAndGet(interval.lines().values().stream()
                .mapToLong(Histogram::getTotalCount)
                .sum()));

        while (loops.stream().anyMatch(Thread::isAlive)) {
            scoreboard.flip();
        }
        for (Thread loop : loops) {
            loop.join();
        }
        scoreboard.flip();

        Score score = scoreboard.scores().getFirst();
        assertThat(score.answered()).isEqualTo(5L * calls);
        assertThat(inIntervals.get()).isEqualTo(5L * calls);
        assertThat(counts()).isEqualTo(Map.of("native ok", 5L * calls));
        assertThat((double) score.p50Nanos()).isCloseTo(500_000, Percentage.withPercentage(0.2));
        assertThat((double) score.p99Nanos()).isCloseTo(990_000, Percentage.withPercentage(0.2));
        assertThat((double) score.p999Nanos()).isCloseTo(999_000, Percentage.withPercentage(0.2));
    }

    /** 1 to 1,000 µs, each equally often. */
    private static void recordAll(Sheet sheet, int calls) {
        for (int i = 0; i < calls; i++) {
            sheet.record(OPERATION, NATIVE, SERVED, true, OK, (i % 1_000 + 1) * 1_000L);
        }
    }

    @Test
    void showsInAnIntervalOnlyWhatWasRecordedInIt() {
        Sheet sheet = scoreboard.sheet();
        sheet.record(OPERATION, NATIVE, SERVED, true, OK, 5_000);
        scoreboard.flip();
        sheet.record(OPERATION, NATIVE, SERVED, true, OK, 7_000);
        scoreboard.flip();
        Histogram last = Objects.requireNonNull(lastInterval().get(ANSWERED));
        assertThat(last.getMinValue()).isBetween(6_993L, 7_000L);
        assertThat(last.getTotalCount()).isEqualTo(1);

        scoreboard.flip();

        assertThat(lastInterval()).isEmpty();
        assertThat(scoreboard.scores().getFirst().answered()).isEqualTo(2);
    }

    @Test
    void laysIntervalsEndToEnd() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        Scoreboard timed = new Scoreboard(OPERATIONS, now::get);
        List<Interval> intervals = new ArrayList<>();
        timed.onInterval(intervals::add);

        now.set(Instant.EPOCH.plusSeconds(1));
        timed.flip();
        now.set(Instant.EPOCH.plusSeconds(3));
        timed.flip();

        assertThat(intervals.getFirst().start()).isEqualTo(Instant.EPOCH);
        assertThat(intervals.getLast().start()).isEqualTo(intervals.getFirst().end());
        assertThat(intervals.getLast().end()).isEqualTo(Instant.EPOCH.plusSeconds(3));
    }

    @Test
    void keepsEnginesRolesAndFailuresApart() {
        Sheet sheet = scoreboard.sheet();
        sheet.record(OPERATION, NATIVE, SERVED, true, OK, 1_000);
        sheet.record(OPERATION, NATIVE, SERVED, false, INTERNAL, 900_000);
        sheet.record(OPERATION, PYTHON, SERVED, true, INVALID_ARGUMENT, 2_000);
        scoreboard.shared().record(OPERATION, PYTHON, SHADOW, true, OK, 3_000);
        sheet.record(null, PYTHON, SERVED, true, OK, 4_000);
        scoreboard.flip();

        List<Score> scores = scoreboard.scores();

        assertThat(scores)
                .extracting(Score::operation)
                .containsExactly(Line.RELAYED, OPERATION.name(), OPERATION.name(), OPERATION.name());
        Score onNative = scores.getLast();
        assertThat(onNative.engine()).isEqualTo(NATIVE);
        assertThat(onNative.answered()).isEqualTo(1);
        assertThat(onNative.failed()).isEqualTo(1);
        assertThat(onNative.p999Nanos()).isBetween(1_000L, 1_001L);
        assertThat(counts())
                .isEqualTo(
                        Map.of("native ok", 1L, "native internal", 1L, "python ok", 2L, "python invalid_argument", 1L));
    }

    @Test
    void boundsAbsurdValues() {
        Sheet sheet = scoreboard.sheet();
        sheet.record(OPERATION, NATIVE, SERVED, true, 99, Long.MAX_VALUE);
        sheet.record(OPERATION, NATIVE, SERVED, true, -1, Long.MIN_VALUE);
        scoreboard.flip();

        List<Long> bounds = new ArrayList<>();
        scoreboard.totals((line, histogram) -> {
            bounds.add(histogram.getMinValue());
            bounds.add(histogram.getMaxValue() / 1_000_000_000);
            bounds.add((long) histogram.getEstimatedFootprintInBytes());
        });

        assertThat(bounds.get(0)).isZero();
        assertThat(bounds.get(1)).isBetween(3_600L, 3_603L);
        assertThat(bounds.get(2)).isLessThan(300_000);
        assertThat(counts()).isEqualTo(Map.of("native unknown", 2L));
    }

    @Test
    void takesNoMemoryForLinesThatNobodyUses() {
        Sheet sheet = scoreboard.sheet();
        sheet.record(OPERATION, NATIVE, SERVED, true, OK, 1_000);

        long cells = 0;
        for (int index = 0; index < new Lines(OPERATIONS).size(); index++) {
            cells += sheet.cell(index) == null ? 0 : 1;
        }

        assertThat(cells).isEqualTo(1);
    }

    private Map<Line, Histogram> lastInterval() {
        AtomicReference<Map<Line, Histogram>> last = new AtomicReference<>(Map.of());
        scoreboard.lastInterval(interval -> last.set(interval.lines()));
        return last.get();
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        scoreboard.counts((line, status, count) ->
                counts.merge(line.engine().text() + " " + CallFamilies.outcome(status), count, Long::sum));
        return counts;
    }
}
