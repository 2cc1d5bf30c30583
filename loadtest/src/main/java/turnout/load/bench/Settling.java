package turnout.load.bench;

import java.io.IOException;

/**
 * Warm-up: a JVM that still compiles is charged for its compiler, which a gateway that has run for a minute no longer
 * needs.
 */
final class Settling {

    /** At most; grpc-java on a busy machine took six. */
    private static final int MOST_ROUNDS = 8;

    /** Two rounds that differ by less cost the same. */
    private static final double NOISE = 0.1;

    private Settling() {}

    /** Runs the round of that number, from 1, and tells what a call cost. */
    interface Round {
        double cost(int number) throws IOException;
    }

    /** Until two rounds in a row cost what the cheapest did. */
    static void run(Round round) throws IOException {
        double cheapest = Double.MAX_VALUE;
        int settled = 0;
        for (int number = 1; number <= MOST_ROUNDS && settled < 2; number++) {
            double cost = round.cost(number);
            double ratio = cost / cheapest;
            settled = ratio > 1 - NOISE && ratio < 1 + NOISE ? settled + 1 : 0;
            cheapest = Math.min(cheapest, cost);
        }
    }
}
