package turnout.router.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries as bytes: a letter for the kind, then JSON. An exemplar is two lines, so that the index reads only the first,
 * which is short.
 */
final class Records {

    private static final JsonMapper JSON = new JsonMapper();

    private static final byte EXEMPLAR = 'E';
    private static final byte COUNT = 'C';
    private static final byte WRONG = 'W';

    private Records() {}

    /** @param head of the same exemplar */
    static byte[] bytes(Head head, Exemplar exemplar) {
        byte[] first = JSON.writeValueAsBytes(head);
        byte[] second = JSON.writeValueAsBytes(exemplar);
        byte[] all = Arrays.copyOf(new byte[] {EXEMPLAR}, 2 + first.length + second.length);
        System.arraycopy(first, 0, all, 1, first.length);
        all[1 + first.length] = '\n';
        System.arraycopy(second, 0, all, 2 + first.length, second.length);
        return all;
    }

    static byte[] bytes(ClusterCount count) {
        return tagged(COUNT, count);
    }

    static byte[] bytes(WrongAnswer wrong) {
        return tagged(WRONG, wrong);
    }

    /** What the index wants of a record: a {@link Head} or a {@link ClusterCount}. */
    static Indexed indexed(byte[] payload) throws IOException {
        return switch (kind(payload)) {
            case EXEMPLAR -> new Indexed.OfExemplar(read(payload, 1, endOfHead(payload), Head.class));
            case COUNT -> new Indexed.OfCount(read(payload, 1, payload.length, ClusterCount.class));
            default -> throw new IOException("a record of an unknown kind");
        };
    }

    sealed interface Indexed {
        record OfExemplar(Head head) implements Indexed {}

        record OfCount(ClusterCount count) implements Indexed {}
    }

    static Exemplar exemplar(byte[] payload) throws IOException {
        if (kind(payload) != EXEMPLAR) {
            throw new IOException("a record that is no exemplar");
        }
        return read(payload, endOfHead(payload) + 1, payload.length, Exemplar.class);
    }

    static WrongAnswer wrongAnswer(byte[] payload) throws IOException {
        if (kind(payload) != WRONG) {
            throw new IOException("a record that is no wrong answer");
        }
        return read(payload, 1, payload.length, WrongAnswer.class);
    }

    private static byte[] tagged(byte kind, Object value) {
        String text = (char) kind + JSON.writeValueAsString(value);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte kind(byte[] payload) {
        return payload.length == 0 ? 0 : payload[0];
    }

    /** JSON has no line feed inside. */
    private static int endOfHead(byte[] payload) throws IOException {
        for (int at = 1; at < payload.length; at++) {
            if (payload[at] == '\n') {
                return at;
            }
        }
        throw new IOException("an exemplar without a first line");
    }

    private static <T> T read(byte[] payload, int from, int to, Class<T> type) throws IOException {
        try {
            return JSON.readValue(payload, from, to - from, type);
        } catch (JacksonException e) {
            throw new IOException("a record that is no " + type.getSimpleName(), e);
        }
    }
}
