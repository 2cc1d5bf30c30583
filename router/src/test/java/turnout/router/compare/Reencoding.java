package turnout.router.compare;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Writes a message in another of the many ways that mean the same: fields in any order, values that a later one
 * replaces, messages in pieces, lists packed or not, defaults spelt out.
 */
final class Reencoding {

    private final Random random;
    private final RandomMessages messages;

    Reencoding(Random random, RandomMessages messages) {
        this.random = random;
        this.messages = messages;
    }

    byte[] encode(Message message) throws IOException {
        return joined(pieces(message));
    }

    /** Each piece is an encoding of a part; together, in this order, they are the message. */
    private List<ByteString> pieces(Message message) throws IOException {
        List<Deque<ByteString>> fields = new ArrayList<>();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            fields.add(field.isRepeated() ? list(message, field) : one(message, field));
        }
        List<ByteString> pieces = new ArrayList<>();
        fields.removeIf(Deque::isEmpty);
        while (!fields.isEmpty()) {
            int drawn = random.nextInt(fields.size());
            pieces.add(fields.get(drawn).remove());
            fields.removeIf(Deque::isEmpty);
        }
        pieces.add(message.getUnknownFields().toByteString());
        return pieces;
    }

    private Deque<ByteString> one(Message message, FieldDescriptor field) throws IOException {
        Deque<ByteString> pieces = new ArrayDeque<>();
        if (!message.hasField(field)) {
            if (!field.hasPresence() && random.nextBoolean()) {
                pieces.add(spelledOutDefault(field));
            }
        } else if (message.getField(field) instanceof Message nested) {
            List<ByteString> inner = pieces(nested);
            int cut = random.nextInt(inner.size() + 1);
            pieces.add(delimited(field, joined(inner.subList(0, cut))));
            pieces.add(delimited(field, joined(inner.subList(cut, inner.size()))));
        } else {
            if (random.nextBoolean()) {
                pieces.add(single(message, field, messages.value(field, 0)));
            }
            pieces.add(single(message, field, message.getField(field)));
        }
        return pieces;
    }

    private Deque<ByteString> list(Message message, FieldDescriptor field) throws IOException {
        Deque<ByteString> pieces = new ArrayDeque<>();
        for (Object element : (List<?>) message.getField(field)) {
            if (element instanceof Message nested) {
                pieces.add(delimited(field, joined(pieces(nested))));
            } else {
                ByteString packed = DynamicMessage.newBuilder(message.getDescriptorForType())
                        .addRepeatedField(field, element)
                        .build()
                        .toByteString();
                pieces.add(field.isPackable() && random.nextBoolean() ? unpacked(field, packed) : packed);
            }
        }
        if (field.isMapField() && distinctKeys(message, field)) {
            List<ByteString> shuffled = new ArrayList<>(pieces);
            Collections.shuffle(shuffled, random);
            return new ArrayDeque<>(shuffled);
        }
        return pieces;
    }

    private static boolean distinctKeys(Message message, FieldDescriptor field) {
        var entries = (List<?>) message.getField(field);
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        return entries.stream()
                        .map(entry -> ((Message) entry).getField(key))
                        .distinct()
                        .count()
                == entries.size();
    }

    /** That field alone: a map entry's message is never written without its other field. */
    private static ByteString single(Message message, FieldDescriptor field, Object value)
            throws InvalidProtocolBufferException {
        ByteString written = DynamicMessage.newBuilder(message.getDescriptorForType())
                .setField(field, value)
                .build()
                .toByteString();
        return UnknownFieldSet.newBuilder()
                .addField(field.getNumber(), UnknownFieldSet.parseFrom(written).getField(field.getNumber()))
                .build()
                .toByteString();
    }

    private static ByteString unpacked(FieldDescriptor field, ByteString packed) throws IOException {
        CodedInputStream in = packed.newCodedInput();
        in.readTag();
        ByteString value = in.readBytes();
        ByteString.Output out = ByteString.newOutput();
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.writeTag(field.getNumber(), wireType(field));
        coded.flush();
        value.writeTo(out);
        return out.toByteString();
    }

    private static ByteString delimited(FieldDescriptor field, byte[] content) throws IOException {
        ByteString.Output out = ByteString.newOutput();
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.writeByteArray(field.getNumber(), content);
        coded.flush();
        return out.toByteString();
    }

    private static ByteString spelledOutDefault(FieldDescriptor field) throws IOException {
        ByteString.Output out = ByteString.newOutput();
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.writeTag(field.getNumber(), wireType(field));
        int bytes = switch (wireType(field)) {
            case WireFormat.WIRETYPE_FIXED32 -> 4;
            case WireFormat.WIRETYPE_FIXED64 -> 8;
            default -> 1;
        };
        coded.writeRawBytes(new byte[bytes]);
        coded.flush();
        return out.toByteString();
    }

    private static int wireType(FieldDescriptor field) {
        return switch (field.getType()) {
            case FIXED32, SFIXED32, FLOAT -> WireFormat.WIRETYPE_FIXED32;
            case FIXED64, SFIXED64, DOUBLE -> WireFormat.WIRETYPE_FIXED64;
            case STRING, BYTES, MESSAGE -> WireFormat.WIRETYPE_LENGTH_DELIMITED;
            case INT32, INT64, UINT32, UINT64, SINT32, SINT64, BOOL, ENUM -> WireFormat.WIRETYPE_VARINT;
            case GROUP -> throw new IllegalArgumentException(field.getFullName());
        };
    }

    private static byte[] joined(List<ByteString> pieces) throws IOException {
        var out = new ByteArrayOutputStream();
        for (ByteString piece : pieces) {
            piece.writeTo(out);
        }
        return out.toByteArray();
    }
}
