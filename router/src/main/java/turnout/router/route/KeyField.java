package turnout.router.route;

import com.google.protobuf.Descriptors.FieldDescriptor;
import turnout.router.call.Body;

/**
 * The request field that keeps a caller on one engine.
 *
 * @param tag number and wire type, as on the wire
 * @param type decides how the field's bytes become a key; see docs/bucketing.md
 */
record KeyField(int tag, FieldDescriptor.Type type) {

    /** No key: the field is absent, has its default value, or the body is malformed. */
    static final int NO_KEY = -1;

    static KeyField of(FieldDescriptor field) {
        int wireType = field.getLiteType().getWireType();
        return new KeyField(field.getNumber() << 3 | wireType, field.getType());
    }

    /**
     * The bucket of the key in a request.
     *
     * @return 0 to 9,999, or {@link #NO_KEY}
     */
    int bucket(Body body, Murmur3 salted) {
        long range = KeyReader.find(body, tag);
        int offset = (int) (range >>> 32);
        int length = (int) range;
        if (range < 0 || length == 0) {
            return NO_KEY;
        }
        if ((tag & 7) == KeyReader.LENGTH_DELIMITED) {
            return Bucket.of(salted.hash(body, offset, length));
        }
        long value = value(body, offset, length);
        return value == 0 ? NO_KEY : Bucket.of(salted.hash(value));
    }

    /** The value as protobuf's parser gives it, in 64 bits: signed types sign-extended, unsigned ones with zeros. */
    private long value(Body body, int offset, int length) {
        return switch (type) {
            case INT64, UINT64 -> KeyReader.varint(body, offset, offset + length);
            case INT32 -> (int) KeyReader.varint(body, offset, offset + length);
            case UINT32 -> KeyReader.varint(body, offset, offset + length) & 0xFFFF_FFFFL;
            case SINT64 -> unzigzagged(KeyReader.varint(body, offset, offset + length));
            case SINT32 -> (int) unzigzagged(KeyReader.varint(body, offset, offset + length) & 0xFFFF_FFFFL);
            case BOOL -> KeyReader.varint(body, offset, offset + length) == 0 ? 0 : 1;
            case FIXED64, SFIXED64 -> body.longAt(offset);
            case FIXED32 -> body.intAt(offset) & 0xFFFF_FFFFL;
            case SFIXED32 -> body.intAt(offset);
            case STRING, BYTES, DOUBLE, FLOAT, ENUM, MESSAGE, GROUP ->
                throw new IllegalStateException("a key is a string, bytes, integer or bool, not " + type);
        };
    }

    private static long unzigzagged(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
