package turnout.router.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import turnout.router.compare.Digests;

/**
 * Takes out of one message what may not be written down. Text and bytes become {@code digest:…}; what cannot hold a text
 * is cleared. What the contract does not describe could be sensitive, and goes too: unknown fields, what an Any holds, and
 * messages that cannot be parsed.
 */
final class Redaction {

    /** A list of many thousand sensitive elements needs no digest of each. */
    private static final int MOST_DIGESTS = 64;

    private final Digests digests;
    private final Secrets secrets;
    private final Map<String, String> taken = new TreeMap<>();
    private boolean changed;

    private Redaction(Digests digests, Secrets secrets) {
        this.digests = digests;
        this.secrets = secrets;
    }

    /** @param secrets gets the sensitive values that were found */
    static StoredMessage of(Descriptor type, byte[] bytes, Digests digests, Secrets secrets) {
        DynamicMessage message;
        try {
            message = DynamicMessage.parseFrom(type, bytes);
        } catch (InvalidProtocolBufferException e) {
            return StoredMessage.leftOut(bytes.length, "malformed: " + text(digests, ByteString.copyFrom(bytes)));
        }
        Redaction redaction = new Redaction(digests, secrets);
        Message redacted = redaction.redacted(message, "");
        if (!redaction.changed) {
            return StoredMessage.exactly(bytes);
        }
        return new StoredMessage(
                redacted.toByteArray(), bytes.length, "sensitive or unknown values are left out", redaction.taken);
    }

    private Message redacted(Message message, String path) {
        Message.Builder builder = message.toBuilder();
        if (!message.getUnknownFields().asMap().isEmpty()) {
            take(path + "unknown fields", message.getUnknownFields().toByteString());
            builder.setUnknownFields(UnknownFieldSet.getDefaultInstance());
        }
        boolean any = message.getDescriptorForType().getFullName().equals("google.protobuf.Any");
        for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
            FieldDescriptor field = set.getKey();
            String here = path + field.getName();
            if (Reach.sensitive(field) || (any && field.getType() == FieldDescriptor.Type.BYTES)) {
                replace(builder, field, set.getValue(), here);
            } else if (field.getJavaType() == JavaType.MESSAGE) {
                descend(builder, field, set.getValue(), here);
            }
        }
        return builder.build();
    }

    private void descend(Message.Builder builder, FieldDescriptor field, Object value, String path) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                builder.setRepeatedField(field, i, redacted((Message) list.get(i), path + "[" + i + "]."));
            }
        } else {
            builder.setField(field, redacted((Message) value, path + "."));
        }
    }

    private void replace(Message.Builder builder, FieldDescriptor field, Object value, String path) {
        if (value instanceof List<?> list) {
            boolean holdsText = field.getJavaType() == JavaType.STRING || field.getJavaType() == JavaType.BYTE_STRING;
            for (int i = 0; i < list.size(); i++) {
                String digest = take(path + "[" + i + "]", bytes(list.get(i)));
                if (holdsText) {
                    builder.setRepeatedField(field, i, standIn(field, digest));
                }
            }
            if (!holdsText) {
                builder.clearField(field);
            }
            return;
        }
        String digest = take(path, bytes(value));
        switch (field.getJavaType()) {
            case STRING, BYTE_STRING -> builder.setField(field, standIn(field, digest));
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM, MESSAGE -> builder.clearField(field);
        }
    }

    private static Object standIn(FieldDescriptor field, String digest) {
        return field.getJavaType() == JavaType.STRING ? digest : ByteString.copyFromUtf8(digest);
    }

    private String take(String path, ByteString value) {
        changed = true;
        secrets.add(value);
        String digest = text(digests, value);
        if (taken.size() < MOST_DIGESTS) {
            taken.put(path, digest);
        }
        return digest;
    }

    static String text(Digests digests, ByteString value) {
        return "digest:" + digests.digest(value.toByteArray());
    }

    static ByteString bytes(Object value) {
        return switch (value) {
            case ByteString bytes -> bytes;
            case Message message -> message.toByteString();
            default -> ByteString.copyFromUtf8(value.toString());
        };
    }
}
