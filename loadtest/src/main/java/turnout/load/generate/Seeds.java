package turnout.load.generate;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import turnout.contract.Contract;
import turnout.load.Payloads;
import turnout.load.RefusedException;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.VectorCase;
import turnout.load.vectors.VectorSet;

/** Requests of each operation to begin from: those of the vectors, and the load tester's samples. */
public final class Seeds {

    // A block of 1.4 MB is a good request, and a thousand of them are an hour: it is drawn now and then.
    private static final int LARGE = 32 << 10;
    private static final int LARGE_ONE_IN = 200;

    // More of one operation add time, not variety.
    private static final int MOST = 5_000;

    private final Map<String, List<ByteString>> small;
    private final Map<String, List<ByteString>> large;

    private Seeds(Map<String, List<ByteString>> small, Map<String, List<ByteString>> large) {
        this.small = small;
        this.large = large;
    }

    public static Seeds of(List<VectorSet> sets, Corpus corpus, Contract contract) throws IOException {
        Map<String, Set<ByteString>> all = new HashMap<>();
        for (MethodDescriptor method : contract.methods()) {
            Set<ByteString> seeds = all.computeIfAbsent(name(method), unused -> new LinkedHashSet<>());
            try {
                Payloads.samples(method).forEach(sample -> seeds.add(ByteString.copyFrom(sample)));
            } catch (RefusedException e) {
                throw new IOException(e);
            }
        }
        for (VectorSet set : sets) {
            if (corpus.has(set.source())) {
                try (Stream<VectorCase> cases = set.cases().of(corpus)) {
                    cases.filter(vector -> vector.leftOut().isEmpty()).forEach(vector -> {
                        Set<ByteString> seeds = all.computeIfAbsent(vector.method(), unused -> new LinkedHashSet<>());
                        if (seeds.size() < MOST) {
                            seeds.add(vector.request());
                        }
                    });
                }
            }
        }
        Map<String, List<ByteString>> small = new HashMap<>();
        Map<String, List<ByteString>> large = new HashMap<>();
        all.forEach((method, seeds) -> seeds.forEach(seed -> (seed.size() < LARGE ? small : large)
                .computeIfAbsent(method, unused -> new ArrayList<>())
                .add(seed)));
        return new Seeds(small, large);
    }

    /** One of the operation's; a large one now and then. */
    ByteString draw(String method, RandomGenerator random) {
        List<ByteString> few = small.getOrDefault(method, List.of());
        List<ByteString> big = large.getOrDefault(method, List.of());
        boolean takesLarge = few.isEmpty() || (!big.isEmpty() && random.nextInt(LARGE_ONE_IN) == 0);
        List<ByteString> from = takesLarge ? big : few;
        return from.isEmpty() ? ByteString.EMPTY : from.get(random.nextInt(from.size()));
    }

    /** All of the operation's. */
    public List<ByteString> all(String method) {
        List<ByteString> all = new ArrayList<>(small.getOrDefault(method, List.of()));
        all.addAll(large.getOrDefault(method, List.of()));
        return all;
    }

    static String name(MethodDescriptor method) {
        return method.getService().getFullName() + "/" + method.getName();
    }
}
