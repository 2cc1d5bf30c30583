package turnout.router.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Replies that would cost a careless comparator its stack, its heap or its evening. */
final class HostileRepliesTest {

    private static final Comparator COMPARATOR = Comparator.of(SampleContract.OPERATIONS, Digests.of(new byte[32]));

    @Test
    void comparesLargeBodiesByTheirBytesOnly() {
        byte[] large = new byte[64 * 1024 * 1024];
        byte[] otherLarge = large.clone();
        otherLarge[otherLarge.length - 1] = 1;

        assertThat(compare(large, large.clone())).isEqualTo(Comparison.MATCH);
        assertThat(compare(large, otherLarge)).isEqualTo(Comparison.notCompared("too-large"));
        assertThat(compare(large, new byte[0])).isEqualTo(Comparison.notCompared("too-large"));
    }

    @Test
    void parsesBodiesUpToTheGivenLimitAndNoFurther() {
        Comparator narrow = Comparator.of(SampleContract.OPERATIONS, Digests.of(new byte[32]), 100);
        byte[] atLimit =
                SampleContract.reply("item { name: '" + "x".repeat(96) + "' }").toByteArray();
        byte[] above =
                SampleContract.reply("item { name: '" + "x".repeat(97) + "' }").toByteArray();

        assertThat(atLimit).hasSize(100);
        assertThat(compare(narrow, atLimit, new byte[0]).outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(compare(narrow, above, new byte[0])).isEqualTo(Comparison.notCompared("too-large"));
    }

    @Test
    void refusesToParseWhatWouldFillTheHeap() {
        // Two bytes each: an empty item of the list "items", and a field that the contract does not know.
        byte[] messages = repeated(new byte[] {3 << 3 | 2, 0}, 1_000_000);
        byte[] unknown = repeated(new byte[] {(byte) 0x80, 0x7d, 1}, 1_000_000);

        assertThat(compare(messages, new byte[0])).isEqualTo(Comparison.notCompared("too-large"));
        assertThat(compare(new byte[0], unknown)).isEqualTo(Comparison.notCompared("too-large"));
        assertThat(compare(repeated(new byte[] {3 << 3 | 2, 0}, 50_000), new byte[0])
                        .outcome())
                .isEqualTo(Outcome.MISMATCH);
    }

    @Test
    void givesUpOnListsWhosePartnersTakeTooLongToFind() {
        var one = new StringBuilder();
        var two = new StringBuilder();
        for (int i = 0; i < 80_000; i++) {
            one.append("bag { name: '")
                    .append(i / 64)
                    .append("' about: ")
                    .append(i * 1_000L + 1)
                    .append(" }");
            two.append("bag { name: '")
                    .append(i / 64)
                    .append("' about: ")
                    .append(i * 1_000L + 500)
                    .append(" }");
        }

        assertThat(compare(
                        SampleContract.reply(one.toString()).toByteArray(),
                        SampleContract.reply(two.toString()).toByteArray()))
                .isEqualTo(Comparison.notCompared("too-large"));
    }

    @Test
    void callsABodyDeeperThanProtobufAllowsMalformed() {
        assertThat(compare(nested(90), nested(91)).differences())
                .extracting(FieldDifference::kind)
                .containsExactly("length", "extra");
        assertThat(compare(nested(90), nested(100_000)).differences())
                .extracting(FieldDifference::kind)
                .containsExactly("malformed");
    }

    @Test
    void endsAChainOfAnysThatHoldAnys() {
        Any one = Any.getDefaultInstance();
        Any two = Any.newBuilder().setTypeUrl("x").build();
        for (int i = 0; i < 1_000; i++) {
            one = Any.pack(one);
            two = Any.pack(two);
        }
        Comparison comparison = compare(reply(one), reply(two));

        assertThat(comparison.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(comparison.differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.path()).endsWith(".(google.protobuf.Any).value"));
    }

    @Test
    void callsAnAnyWithASpoiltContentMalformed() {
        Any whole = Any.pack(SampleContract.reply("item {}").toBuilder().build());
        Any spoilt = whole.toBuilder()
                .setValue(ByteString.copyFrom(new byte[] {10, 127}))
                .build();

        assertThat(compare(reply(whole), reply(spoilt)).differences())
                .extracting(FieldDifference::kind)
                .containsExactly("malformed");
    }

    @Test
    void answersForAnyTwoSpoiltBodies() {
        Random random = new Random(11);
        RandomMessages messages = new RandomMessages(random);
        int compared = 0;

        for (int i = 0; i < 5_000; i++) {
            byte[] one = messages.message(SampleContract.REPLY, 3).toByteArray();
            byte[] two = one.clone();
            for (int spoilt = random.nextInt(3); spoilt >= 0 && two.length > 0; spoilt--) {
                two[random.nextInt(two.length)] = (byte) random.nextInt(256);
            }
            Comparison comparison = compare(one, two);
            assertThat(comparison.diverged())
                    .isEqualTo(!comparison.differences().isEmpty());
            compared += comparison.diverged() ? 1 : 0;
        }

        assertThat(compared).isGreaterThan(2_500);
    }

    private static byte[] repeated(byte[] piece, int times) {
        byte[] bytes = new byte[piece.length * times];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = piece[i % piece.length];
        }
        return bytes;
    }

    /** @return a reply whose "items" holds an item that holds a child that holds a child … */
    private static byte[] nested(int levels) {
        byte[] bytes = new byte[levels * 6];
        int begin = bytes.length;
        for (int level = 0; level < levels; level++) {
            ByteString.Output head = ByteString.newOutput();
            int length = bytes.length - begin;
            head.write(level == levels - 1 ? 3 << 3 | 2 : 7 << 3 | 2);
            while (length > 127) {
                head.write(length & 127 | 128);
                length >>>= 7;
            }
            head.write(length);
            byte[] written = head.toByteString().toByteArray();
            begin -= written.length;
            System.arraycopy(written, 0, bytes, begin, written.length);
        }
        return Arrays.copyOfRange(bytes, begin, bytes.length);
    }

    private static byte[] reply(Any any) {
        return DynamicMessage.newBuilder(SampleContract.REPLY)
                .setField(SampleContract.REPLY.findFieldByName("packed"), any)
                .build()
                .toByteArray();
    }

    private static Comparison compare(byte[] served, byte[] other) {
        return compare(COMPARATOR, served, other);
    }

    private static Comparison compare(Comparator comparator, byte[] served, byte[] other) {
        return comparator.compare(SampleContract.GET, ComparedReply.answer(served), ComparedReply.answer(other));
    }
}
