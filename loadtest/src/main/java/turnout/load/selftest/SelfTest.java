package turnout.load.selftest;

import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import turnout.load.ArmTally;
import turnout.load.Bytes;
import turnout.load.Caller;
import turnout.load.GrpcCaller;
import turnout.load.Schedule;
import turnout.load.Sender;

/**
 * Sends 3 s of calls to a server of its own that stalls for 300 ms, and looks whether the stall is seen.
 *
 * <p>With nothing left out the call that is due {@code d} after the stall's beginning takes {@code S − d}, so 1 % of T
 * seconds of calls are slower than {@code S − 0.01 T}: p99 is 270 ms. A sender that waits for answers, or that counts
 * from the time it really sent, shows a few milliseconds.
 */
public final class SelfTest {

    private static final long RUN_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final double RPS = 500;

    /** Where in the run the stall begins, in calls: one second after the start. */
    private static final long STALL_AT = (long) RPS;

    private static final double EXPECTED_MILLIS = (STALL_NANOS - 0.01 * RUN_NANOS) / 1e6;

    /** Timer granularity and one interval of calls. Below it something was left out. */
    private static final double TOO_LOW_MILLIS = 15;

    /** Draining the queue adds a little; more is a machine that is too busy to show anything by a quantile. */
    private static final double TOO_HIGH_MILLIS = 60;

    /** A busy moment passes; a busy machine is told. */
    private static final int ATTEMPTS = 3;

    private SelfTest() {}

    /** What the sender under test saw. */
    public record Verdict(double p99Millis, long calls, long failed) {

        /** Calls are missing, or the stall is missing from their latency: the sender cannot be trusted. */
        public boolean leftOut() {
            return failed > 0
                    || calls != Schedule.callsWithin(RUN_NANOS, RPS)
                    || p99Millis < EXPECTED_MILLIS - TOO_LOW_MILLIS;
        }

        /** Neither passed nor failed: latency on this machine is higher than the stall made it. */
        public boolean busy() {
            return !leftOut() && p99Millis > EXPECTED_MILLIS + TOO_HIGH_MILLIS;
        }

        /** For a report. */
        public String line() {
            String verdict = leftOut()
                    ? "FAILED, calls are left out"
                    : busy() ? "not proven, the machine is too busy" : "nothing is left out";
            return String.format(
                    Locale.ROOT,
                    "%s: a 300 ms stall in 3 s shows p99 %.0f ms (expected %.0f, −%.0f to +%.0f), %d calls, %d failed",
                    verdict,
                    p99Millis,
                    EXPECTED_MILLIS,
                    TOO_LOW_MILLIS,
                    TOO_HIGH_MILLIS,
                    calls,
                    failed);
        }
    }

    /** Takes about 3.5 s, up to three times as long on a busy machine. */
    public static Verdict run(Sender sender) throws IOException, InterruptedException {
        try (StallingServer server = StallingServer.start()) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                    .usePlaintext()
                    .directExecutor()
                    .build();
            try {
                Caller caller = new GrpcCaller(
                        Bytes.method("turnout.load.SelfTest/Echo", MethodType.UNARY),
                        List.of(channel),
                        List.of(new byte[64]),
                        List.of(Map.of()),
                        TimeUnit.SECONDS.toNanos(10));
                // Loading classes takes longer than a stall would; this much is over before the run begins.
                sender.run(schedule(RUN_NANOS / 10), 1, caller);
                Verdict verdict = run(sender, caller, server::stall);
                for (int attempt = 1; attempt < ATTEMPTS && verdict.busy(); attempt++) {
                    verdict = run(sender, caller, server::stall);
                }
                return verdict;
            } finally {
                channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
            }
        }
    }

    /** One attempt; {@code stall} makes whatever answers the caller answer nothing for so many nanoseconds. */
    static Verdict run(Sender sender, Caller caller, LongConsumer stall) throws InterruptedException {
        ArmTally tally = sender.run(schedule(RUN_NANOS), 1, (arm, number, done) -> {
                    if (number == STALL_AT) {
                        stall.accept(STALL_NANOS);
                    }
                    caller.call(arm, number, done);
                })
                .getFirst();
        return new Verdict(tally.percentile(99) / 1e6, tally.calls(), tally.failed());
    }

    private static Schedule schedule(long nanos) {
        return Schedule.interleaved(RPS, Schedule.callsWithin(nanos, RPS), nanos, 1, new SplittableRandom(1));
    }
}
