package turnout.load.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures contenders in rounds of a drawn order, so that what changes on the machine meets each of them. */
final class Rounds {

    private Rounds() {}

    /** Measures one contender once. */
    interface Measuring<C, M> {
        M measure(C contender, int round) throws IOException, InterruptedException;
    }

    /** @return what was measured of each contender, in their order */
    static <C, M> List<List<M>> run(List<C> contenders, int rounds, RandomGenerator random, Measuring<C, M> measuring)
            throws IOException, InterruptedException {
        List<List<M>> results = Stream.generate(ArrayList<M>::new)
                .limit(contenders.size())
                .map(Function.<List<M>>identity())
                .toList();
        for (int round = 1; round <= rounds; round++) {
            List<Integer> order = new ArrayList<>(
                    IntStream.range(0, contenders.size()).boxed().toList());
            Collections.shuffle(order, random);
            for (int own : order) {
                results.get(own).add(measuring.measure(contenders.get(own), round));
            }
        }
        return results;
    }
}
