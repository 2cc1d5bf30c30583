package turnout.router.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import turnout.router.call.Body;

/** The reader against protobuf's own parser. */
class KeyReaderTest {

    private static final long SEED = 3;
    private static final List<FieldDescriptor> FIELDS = KeyedContract.request().getFields();
    private static final Murmur3 SALTED = Salt.ROLLOUT.of("keyed");

    @Test
    void findsWhatTheParserFindsInAnyMessage() throws IOException {
        Random random = new Random(SEED);

        for (int i = 0; i < 5_000; i++) {
            assertReadsAsTheParser(message(random));
        }
    }

    @Test
    void findsWhatTheParserFindsInAMessageCutOffAtAnyByte() throws IOException {
        Random random = new Random(SEED + 1);

        for (int i = 0; i < 200; i++) {
            byte[] message = message(random);
            for (int length = 0; length < message.length; length++) {
                assertReadsAsTheParser(Arrays.copyOf(message, length));
            }
        }
    }

    @Test
    void findsWhatTheParserFindsInSpoiltMessages() throws IOException {
        Random random = new Random(SEED + 2);

        for (int i = 0; i < 50_000; i++) {
            byte[] message = message(random);
            for (int spoilt = random.nextInt(4); spoilt >= 0 && message.length > 0; spoilt--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt(256);
            }
            assertReadsAsTheParser(message);
        }
    }

    @Test
    void findsWhatTheParserFindsInRandomBytes() {
        Random random = new Random(SEED + 3);

        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            assertReadsAsTheParser(bytes);
        }
    }

    @Test
    void stepsOverAsManyNestedGroupsAsTheParser() {
        for (int depth : new int[] {1, 99, 100, 101, 5_000}) {
            byte[] groups = new byte[2 * depth];
            Arrays.fill(groups, 0, depth, (byte) (15 << 3 | 3));
            Arrays.fill(groups, depth, 2 * depth, (byte) (15 << 3 | 4));
            assertReadsAsTheParser(groups);
        }
    }

    @Test
    void takesOverlongVarintsAsTheParser() {
        // Tag of field 1 in ten bytes, length 1 in three, "k".
        byte[] overlong = {
            (byte) 0x8A,
            (byte) 0x80,
            (byte) 0x80,
            (byte) 0x80,
            (byte) 0x80,
            (byte) 0x80,
            (byte) 0x80,
            (byte) 0x80,
            (byte) 0x80,
            0,
            (byte) 0x81,
            (byte) 0x80,
            0,
            'k'
        };

        assertReadsAsTheParser(overlong);

        assertThat(KeyReader.find(Body.of(overlong), 1 << 3 | 2)).isEqualTo(13L << 32 | 1);
    }

    private static void assertReadsAsTheParser(byte[] bytes) {
        if (endlessVarint(bytes)) {
            return;
        }
        Body body = Body.of(bytes);
        DynamicMessage parsed = parsed(bytes);
        for (FieldDescriptor field : FIELDS) {
            KeyField key = KeyField.of(field);
            Supplier<String> what = () -> field.getName() + " in " + Arrays.toString(bytes);
            long found = KeyReader.find(body, key.tag());
            if (parsed == null) {
                assertThat(found).as(what).isEqualTo(KeyReader.MALFORMED);
                assertThat(key.bucket(body, SALTED)).as(what).isEqualTo(KeyField.NO_KEY);
                continue;
            }
            assertThat(found >= 0).as(what).isEqualTo(parsed.hasField(field));
            Object value = parsed.getField(field);
            if (value instanceof String text && text.indexOf('\uFFFD') >= 0) {
                // Not UTF-8: the parser lost the bytes that the key is made of.
                continue;
            }
            int expected = value.equals(field.getDefaultValue())
                    ? KeyField.NO_KEY
                    : Bucket.of(Salt.ROLLOUT, "keyed", key(field, value));
            assertThat(key.bucket(body, SALTED)).as(what).isEqualTo(expected);
        }
    }

    /** Whether ten bytes follow each other that all say "more follows". protobuf-java 4.36 takes some; upb never does. */
    private static boolean endlessVarint(byte[] bytes) {
        int run = 0;
        for (byte value : bytes) {
            run = value < 0 ? run + 1 : 0;
            if (run == 10) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable DynamicMessage parsed(byte[] bytes) {
        try {
            return DynamicMessage.parseFrom(KeyedContract.request(), bytes);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    /** The bytes of a key as docs/bucketing.md defines them. */
    private static byte[] key(FieldDescriptor field, Object value) {
        return switch (value) {
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case ByteString bytes -> bytes.toByteArray();
            case Boolean bit -> eightBytes(bit ? 1 : 0);
            case Long number -> eightBytes(number);
            case Integer number -> {
                boolean unsigned = field.getType() == FieldDescriptor.Type.UINT32
                        || field.getType() == FieldDescriptor.Type.FIXED32;
                yield eightBytes(unsigned ? Integer.toUnsignedLong(number) : number);
            }
            default -> throw new IllegalStateException(value.toString());
        };
    }

    private static byte[] eightBytes(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    /** Some fields, some of them twice or more, unknown ones of every wire type between them. */
    private static byte[] message(Random random) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int part = random.nextInt(4); part >= 0; part--) {
            var builder = DynamicMessage.newBuilder(KeyedContract.request());
            for (FieldDescriptor field : FIELDS) {
                if (random.nextInt(4) == 0) {
                    builder.setField(field, value(field, random));
                }
            }
            builder.setUnknownFields(unknown(random, 3));
            builder.build().writeTo(message);
        }
        return message.toByteArray();
    }

    private static Object value(FieldDescriptor field, Random random) {
        long bits = random.nextLong() >> random.nextInt(64);
        return switch (field.getJavaType()) {
            case STRING -> "k".repeat(random.nextInt(5));
            case BYTE_STRING -> ByteString.copyFrom(new byte[random.nextInt(200)]);
            case INT -> (int) bits;
            case LONG -> bits;
            case BOOLEAN -> random.nextBoolean();
            case FLOAT, DOUBLE, ENUM, MESSAGE -> throw new IllegalStateException();
        };
    }

    private static UnknownFieldSet unknown(Random random, int depth) {
        var fields = UnknownFieldSet.newBuilder();
        for (int count = random.nextInt(3); count > 0; count--) {
            var field = UnknownFieldSet.Field.newBuilder();
            switch (random.nextInt(depth == 0 ? 4 : 5)) {
                case 0 -> field.addVarint(random.nextLong());
                case 1 -> field.addFixed64(random.nextLong());
                case 2 -> field.addFixed32(random.nextInt());
                case 3 -> field.addLengthDelimited(ByteString.copyFrom(new byte[random.nextInt(10)]));
                default -> field.addGroup(unknown(random, depth - 1));
            }
            // A known number with another wire type is an unknown field too.
            int number = random.nextInt(3) == 0 ? 1 + 300 * random.nextInt(13) : 2 + random.nextInt(1 << 20);
            fields.mergeField(number, field.build());
        }
        return fields.build();
    }
}
