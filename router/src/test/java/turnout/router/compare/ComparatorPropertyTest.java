package turnout.router.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import turnout.contract.Contract;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/** Over every reply of the shipped contract and of one that has every rule and kind of field. */
class ComparatorPropertyTest {

    private static final long SEED = Long.getLong("turnout.seed", 20_251_125);
    private static final int MUTATIONS_OF_THE_SHIPPED = 50_000;
    private static final int MUTATIONS_OF_EVERY_RULE = 20_000;
    private static final int MUTATIONS_OF_ONE_REPLY = 10;
    private static final int LEVELS = 3;

    private static final Digests DIGESTS = Digests.of(new byte[32]);

    private record Tally(Map<Mutations.Expected, Integer> counts) {

        Tally() {
            this(new EnumMap<>(Mutations.Expected.class));
        }

        void add(Mutations.Expected expected) {
            counts.merge(expected, 1, Integer::sum);
        }

        int of(Mutations.Expected expected) {
            return counts.getOrDefault(expected, 0);
        }
    }

    @Test
    void findsEveryMutationOutsideTheRulesAndNoneInsideInTheShippedContract() {
        Tally tally = mutate(Operations.of(Contract.shipped()), MUTATIONS_OF_THE_SHIPPED);

        assertThat(tally.of(Mutations.Expected.FOUND)).isGreaterThan(MUTATIONS_OF_THE_SHIPPED / 2);
        assertThat(tally.of(Mutations.Expected.BASIS)).isPositive();
    }

    @Test
    void findsEveryMutationOutsideTheRulesAndNoneInsideWithEveryRule() {
        Tally tally = mutate(SampleContract.OPERATIONS, MUTATIONS_OF_EVERY_RULE);

        assertThat(tally.of(Mutations.Expected.FOUND)).isGreaterThan(MUTATIONS_OF_EVERY_RULE / 4);
        assertThat(tally.of(Mutations.Expected.SAME)).isGreaterThan(MUTATIONS_OF_EVERY_RULE / 10);
        assertThat(tally.of(Mutations.Expected.BASIS)).isGreaterThan(MUTATIONS_OF_EVERY_RULE / 100);
    }

    @Test
    void takesEveryEncodingOfAReplyForTheSame() throws IOException {
        Comparator comparator = Comparator.of(SampleContract.OPERATIONS, DIGESTS);
        Random random = new Random(SEED + 1);
        RandomMessages messages = new RandomMessages(random);
        Reencoding reencoding = new Reencoding(random, messages);
        int different = 0;

        for (int i = 0; i < 5_000; i++) {
            Message reply = messages.message(SampleContract.REPLY, LEVELS);
            byte[] one = reply.toByteArray();
            byte[] two = reencoding.encode(reply);
            different += Arrays.equals(one, two) ? 0 : 1;
            assertThat(comparator.compare(SampleContract.GET, ComparedReply.answer(one), ComparedReply.answer(two)))
                    .as("seed %d, reply %d", SEED + 1, i)
                    .isEqualTo(Comparison.MATCH);
        }

        assertThat(different).isGreaterThan(4_000);
    }

    /** A contract's mutations are spread evenly over its operations. */
    private static Tally mutate(Operations operations, int count) {
        Comparator comparator = Comparator.of(operations, DIGESTS);
        Random random = new Random(SEED);
        RandomMessages messages = new RandomMessages(random);
        Mutations mutations = new Mutations(random, messages);
        List<Operation> all = operations.all();
        int ofEach = count / all.size() + 1;
        Tally tally = new Tally();
        for (Operation operation : all) {
            Descriptor type = operation.descriptor().getOutputType();
            for (int i = 0; i < ofEach; i += MUTATIONS_OF_ONE_REPLY) {
                Message reply = messages.message(type, LEVELS);
                for (int j = 0; j < MUTATIONS_OF_ONE_REPLY; j++) {
                    Mutations.Mutated mutated = mutations.mutate(reply);
                    check(comparator, operation, reply, mutated);
                    tally.add(mutated.expected());
                }
            }
        }
        System.out.printf("seed %d, %d operations: %s%n", SEED, all.size(), tally.counts());
        return tally;
    }

    private static void check(Comparator comparator, Operation operation, Message reply, Mutations.Mutated mutated) {
        ComparedReply one = ComparedReply.answer(reply.toByteArray());
        ComparedReply two = ComparedReply.answer(mutated.message().toByteArray());
        Comparison there = comparator.compare(operation, one, two);
        Comparison back = comparator.compare(operation, two, one);
        boolean right = switch (mutated.expected()) {
            case FOUND ->
                there.outcome() == Outcome.MISMATCH && !there.differences().isEmpty();
            case SAME -> there.outcome() == Outcome.MATCH || there.outcome() == Outcome.TOLERATED;
            case BASIS -> there.reason().equals("basis");
        };
        if (!right || back.outcome() != there.outcome()) {
            throw new AssertionError("seed " + SEED + ", " + operation.name() + mutated.what() + " should be "
                    + mutated.expected() + ", was " + there + " and back " + back + "\n" + reply + "\n---\n"
                    + mutated.message());
        }
    }
}
