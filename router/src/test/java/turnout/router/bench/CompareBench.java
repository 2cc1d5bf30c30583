package turnout.router.bench;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import turnout.router.call.Operation;
import turnout.router.compare.Comparator;
import turnout.router.compare.CompareSamples;
import turnout.router.compare.ComparedReply;
import turnout.router.compare.Digests;
import turnout.router.compare.Outcome;

/**
 * What a comparison costs on one core, beside protobuf's own parsing and {@code equals} in the same run. Exit 1 when a
 * figure to meet is not met.
 */
public final class CompareBench {

    private static final int LEAST_EQUAL = 200_000;
    private static final int LEAST_PARSED = 50_000;
    private static final int ROUNDS = 9;
    private static final long ROUND_NANOS = 300_000_000;
    private static final long WARM_UP_NANOS = 1_500_000_000;
    private static final int BATCH = 256;

    /** @param least comparisons a second to meet; 0 for a peer */
    private record Case(String name, int least, BooleanSupplier once) {}

    /** @param perSecond of CPU time, median and worst of the rounds */
    private record Rate(double perSecond, double worst) {}

    private CompareBench() {}

    public static void main(String[] args) {
        System.exit(print(System.out) ? 0 : 1);
    }

    /** @return whether the figures are met; also part of {@code turnout bench shadow} */
    public static boolean print(PrintStream out) {
        Operation operation = CompareSamples.operation();
        Comparator comparator = Comparator.of(CompareSamples.operations(), Digests.of(new byte[32]));
        byte[] body = CompareSamples.body();
        byte[] copy = body.clone();
        byte[] encodedOtherwise = CompareSamples.encodedOtherwise();
        byte[] different = CompareSamples.different();
        List<Case> cases = List.of(
                compared("equal bytes", LEAST_EQUAL, comparator, operation, body, copy, Outcome.MATCH),
                compared("parsed, equal", LEAST_PARSED, comparator, operation, body, encodedOtherwise, Outcome.MATCH),
                compared("parsed, differs", LEAST_PARSED, comparator, operation, body, different, Outcome.MISMATCH),
                new Case("protobuf", 0, () -> equalByProtobuf(operation, body, encodedOtherwise)));
        cases.forEach(one -> round(one, WARM_UP_NANOS));
        List<List<Double>> rates = new ArrayList<>();
        cases.forEach(one -> rates.add(new ArrayList<>()));
        for (int i = 0; i < ROUNDS; i++) {
            // Interleaved, so that a busy machine slows all of them.
            for (int j = 0; j < cases.size(); j++) {
                rates.get(j).add(round(cases.get(j), ROUND_NANOS));
            }
        }
        return print(
                out,
                operation,
                body.length,
                cases,
                rates.stream().map(CompareBench::rate).toList());
    }

    private static Case compared(
            String name,
            int least,
            Comparator comparator,
            Operation operation,
            byte[] served,
            byte[] other,
            Outcome expected) {
        ComparedReply one = ComparedReply.answer(served);
        ComparedReply two = ComparedReply.answer(other);
        return new Case(
                name, least, () -> comparator.compare(operation, one, two).outcome() == expected);
    }

    private static boolean equalByProtobuf(Operation operation, byte[] served, byte[] other) {
        try {
            var type = operation.descriptor().getOutputType();
            return DynamicMessage.parseFrom(type, served).equals(DynamicMessage.parseFrom(type, other));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Comparisons a second of this thread's CPU time, so that what others do on the machine is left out. */
    private static double round(Case one, long nanos) {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        long spent = 0;
        long done = 0;
        while (spent < nanos) {
            for (int i = 0; i < BATCH; i++) {
                if (!one.once().getAsBoolean()) {
                    throw new IllegalStateException(one.name() + " came out wrong");
                }
            }
            done += BATCH;
            spent = threads.getCurrentThreadCpuTime() - begin;
        }
        return done * 1e9 / spent;
    }

    private static Rate rate(List<Double> rounds) {
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Rate(sorted[sorted.length / 2], sorted[0]);
    }

    private static boolean print(PrintStream out, Operation operation, int bytes, List<Case> cases, List<Rate> rates) {
        double protobuf = rates.getLast().perSecond();
        boolean met = true;
        out.printf(
                "comparing %s, %d bytes, one thread; %d rounds of %d ms of CPU%n",
                operation.name(), bytes, ROUNDS, ROUND_NANOS / 1_000_000);
        out.printf("%-16s %12s %12s %12s %14s%n", "", "median/s", "worst/s", "to meet", "x of protobuf");
        for (int i = 0; i < cases.size(); i++) {
            Rate rate = rates.get(i);
            int least = cases.get(i).least();
            out.printf(
                    "%-16s %,12.0f %,12.0f %12s %14.2f%n",
                    cases.get(i).name(),
                    rate.perSecond(),
                    rate.worst(),
                    least == 0 ? "" : String.format("%,d", least),
                    rate.perSecond() / protobuf);
            met &= rate.perSecond() >= least;
        }
        out.println(met ? "met" : "NOT MET");
        return met;
    }
}
