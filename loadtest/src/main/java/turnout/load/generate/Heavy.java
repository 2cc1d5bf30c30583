package turnout.load.generate;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import turnout.load.vectors.Asked;
import turnout.load.vectors.BothEngines;

/**
 * The largest requests that a gateway takes: each field of a valid one in turn is as long as the body may be, of what is
 * dear to read. Whatever the answer, it is the same in both engines and there within {@link #LIMIT_NANOS}.
 */
final class Heavy {

    /** Of any operation, for a body of up to 4 MiB. */
    static final long LIMIT_NANOS = 2_000_000_000L;

    // Below the gateway's limit of 4 MiB by what the other fields may take.
    private static final int SIZE = (4 << 20) - (64 << 10);

    // Empty pushes, numbers, signature checks, hashes; the largest counts; what base58, paths and descriptors repeat.
    private static final int[] BYTES = {0x00, 0x01, 0x51, 0x76, 0xac, 0xae, 0xaa, 0xfd, 0xff};

    private static final String[] TEXTS = {"1", "z", "a", "q ", "/0'", "(", "{", "tr(", "ab ", "é", "\u3000"};

    private Heavy() {}

    /** Asks them one after the other and counts them in the tally; the slowest. */
    static Slowest.Found ask(MethodDescriptor method, Seeds seeds, OperationTally tally, BothEngines engines)
            throws InterruptedException {
        Slowest.Found slowest = Slowest.Found.NONE;
        long number = -1;
        for (ByteString request : requests(method, seeds.all(Seeds.name(method)))) {
            try {
                Asked asked = engines.ask(tally.operation(), request).get();
                Slowest.Found alone = Slowest.alone(tally.operation(), request, engines);
                slowest = slowest.orSlower(alone);
                long most = Math.max(alone.python().nanos(), alone.inJvm().nanos());
                if (most > LIMIT_NANOS) {
                    tally.fail(number, request, "%.1f s for one call".formatted(most / 1e9));
                } else {
                    tally.heavy(number, request, asked);
                }
            } catch (ExecutionException e) {
                tally.fail(number, request, String.valueOf(e.getCause()));
            }
            number--;
        }
        return slowest;
    }

    private static List<ByteString> requests(MethodDescriptor method, List<ByteString> seeds) {
        List<ByteString> requests = new ArrayList<>();
        Message message = DynamicMessage.getDefaultInstance(method.getInputType());
        for (ByteString seed : seeds) {
            try {
                Message parsed = DynamicMessage.parseFrom(method.getInputType(), seed);
                boolean fuller =
                        parsed.getAllFields().size() > message.getAllFields().size();
                message = fuller && seed.size() < SIZE / 100 ? parsed : message;
            } catch (InvalidProtocolBufferException e) {
                continue;
            }
        }
        for (FieldDescriptor field : method.getInputType().getFields()) {
            grow(message, field).forEach(grown -> requests.add(grown.toByteString()));
        }
        return requests;
    }

    private static List<Message> grow(Message message, FieldDescriptor field) {
        return values(message, field).stream()
                .map(value -> {
                    Message.Builder grown = message.toBuilder();
                    if (field.isRepeated()) {
                        grown.clearField(field);
                        ((List<?>) value).forEach(element -> grown.addRepeatedField(field, element));
                    } else {
                        grown.setField(field, value);
                    }
                    return (Message) grown.build();
                })
                .toList();
    }

    private static List<?> values(Message message, FieldDescriptor field) {
        if (field.isRepeated()) {
            List<?> present = (List<?>) message.getField(field);
            return present.isEmpty() ? List.of() : List.of(many(present.getFirst()));
        }
        return switch (field.getJavaType()) {
            case BYTE_STRING -> Arrays.stream(BYTES).mapToObj(Heavy::filled).toList();
            case STRING ->
                Arrays.stream(TEXTS)
                        .map(text ->
                                text.repeat(SIZE / ByteString.copyFromUtf8(text).size()))
                        .toList();
            default -> List.of();
        };
    }

    /** As many as fit. */
    private static List<Object> many(Object element) {
        int size = switch (element) {
            case Message part -> part.getSerializedSize();
            case ByteString bytes -> bytes.size();
            case String text -> text.length();
            default -> 8;
        };
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < SIZE / (size + 4); i++) {
            many.add(element);
        }
        return many;
    }

    private static ByteString filled(int value) {
        byte[] bytes = new byte[SIZE];
        Arrays.fill(bytes, (byte) value);
        return ByteString.copyFrom(bytes);
    }
}
