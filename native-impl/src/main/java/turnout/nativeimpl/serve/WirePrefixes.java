package turnout.nativeimpl.serve;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the tags and lengths of a message that protobuf-java has read already. It drops what does not fit into 32 bits,
 * so that another field is read than stands there; PYTHON's parser (upb) refuses such a body, and so do we. Costs one
 * step a field.
 */
final class WirePrefixes {

    private static final int MOST_BYTES = 5;
    private static final long NONE = -1;

    private final ByteBuffer bytes;

    private WirePrefixes(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * Whether every tag and every length takes five bytes at most and fits into 32 bits, in messages within it too.
     *
     * @param body is not moved
     */
    static boolean fit(ByteBuffer body, Descriptor type) {
        WirePrefixes prefixes = new WirePrefixes(body.duplicate());
        return prefixes.message(type, prefixes.bytes.limit());
    }

    /** @param type null for a group that the contract does not know */
    private boolean message(@Nullable Descriptor type, int end) {
        while (bytes.position() < end) {
            long tag = prefix();
            if (tag == NONE) {
                return false;
            }
            int wireType = (int) tag & 7;
            if (wireType == WireFormat.WIRETYPE_END_GROUP) {
                return true;
            }
            FieldDescriptor field = type == null ? null : type.findFieldByNumber((int) (tag >>> 3));
            if (!value(wireType, field, end)) {
                return false;
            }
        }
        return true;
    }

    private boolean value(int wireType, @Nullable FieldDescriptor field, int end) {
        return switch (wireType) {
            case WireFormat.WIRETYPE_VARINT -> {
                while (bytes.get() < 0) {}
                yield true;
            }
            case WireFormat.WIRETYPE_FIXED64 -> skip(8);
            case WireFormat.WIRETYPE_FIXED32 -> skip(4);
            case WireFormat.WIRETYPE_START_GROUP -> message(null, end);
            default -> sized(field);
        };
    }

    private boolean sized(@Nullable FieldDescriptor field) {
        long length = prefix();
        if (length == NONE || length > Integer.MAX_VALUE) {
            return false;
        }
        if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            return message(field.getMessageType(), bytes.position() + (int) length);
        }
        return skip((int) length);
    }

    private boolean skip(int count) {
        bytes.position(bytes.position() + count);
        return true;
    }

    private long prefix() {
        long value = 0;
        for (int i = 0; i < MOST_BYTES; i++) {
            byte next = bytes.get();
            value |= (next & 0x7fL) << 7 * i;
            if (next >= 0) {
                return value > 0xffff_ffffL ? NONE : value;
            }
        }
        return NONE;
    }
}
