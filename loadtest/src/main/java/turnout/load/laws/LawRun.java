package turnout.load.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import turnout.load.vectors.BothEngines;
import turnout.load.vectors.Engine;

/** Tries laws with drawn values; the seed, the law and the number of the trial decide the values. */
final class LawRun {

    // A trial waits for its calls one after the other.
    private static final int AT_ONE_TIME = 16;

    private LawRun() {}

    /** @param broken what did not hold, one line each */
    record Result(Law law, Engine engine, int trials, List<String> broken) {
        Result {
            broken = List.copyOf(broken);
        }
    }

    static List<Result> of(List<Law> laws, int trials, long seed, BothEngines engines) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONE_TIME)) {
            for (Law law : laws) {
                for (Engine engine : Engine.values()) {
                    results.add(tried(law, new OneEngine(engines, engine), trials, seed, pool));
                }
            }
        }
        return results;
    }

    private static Result tried(Law law, OneEngine engine, int trials, long seed, ExecutorService pool)
            throws InterruptedException {
        List<Future<String>> running = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            long number = i;
            running.add(pool.submit((Callable<String>) () -> tried(law, engine, seed, number)));
        }
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            try {
                String told = running.get(i).get();
                if (!told.isEmpty()) {
                    broken.add("#" + i + ": " + told);
                }
            } catch (ExecutionException e) {
                broken.add("#" + i + ": " + e.getCause());
            }
        }
        return new Result(law, engine.engine(), trials, broken);
    }

    private static String tried(Law law, OneEngine engine, long seed, long number) throws InterruptedException {
        try {
            law.trial()
                    .run(engine, new SplittableRandom(seed ^ ((long) law.name().hashCode() << 32) ^ number));
            return "";
        } catch (Law.Broken e) {
            return String.valueOf(e.getMessage());
        }
    }
}
