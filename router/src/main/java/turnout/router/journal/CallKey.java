package turnout.router.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import turnout.router.compare.Digests;

/** What a caller is known by, as text. */
final class CallKey {

    private static final int MOST_CHARACTERS = 256;

    private CallKey() {}

    /** The header where there is one, else the request's key field; bytes in hex, a sensitive key as digest. */
    static String of(Mismatch mismatch, Digests digests) {
        int number = mismatch.operation().keyField();
        FieldDescriptor field = number == 0
                ? null
                : mismatch.operation().descriptor().getInputType().findFieldByNumber(number);
        boolean sensitive = field != null && Reach.sensitive(field);
        Object value = field == null || !mismatch.headerKey().isEmpty()
                ? mismatch.headerKey()
                : value(mismatch.request(), field);
        String text =
                value instanceof ByteString bytes ? HexFormat.of().formatHex(bytes.toByteArray()) : value.toString();
        if (text.isEmpty()) {
            return "";
        }
        if (sensitive) {
            return Redaction.text(digests, Redaction.bytes(value));
        }
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + "…";
    }

    private static Object value(byte[] request, FieldDescriptor field) {
        try {
            DynamicMessage message = DynamicMessage.parseFrom(field.getContainingType(), request);
            boolean present = field.hasPresence()
                    ? message.hasField(field)
                    : !message.getField(field).equals(field.getDefaultValue());
            return present ? message.getField(field) : "";
        } catch (InvalidProtocolBufferException e) {
            return "";
        }
    }
}
