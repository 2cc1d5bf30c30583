package turnout.router.compare;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

/** Looks into an Any whose type the contract knows. */
final class Unpacking {

    /** Protobuf's own limit, which starts anew inside an Any and so would not end a chain of them. */
    private static final int MOST_DEPTH = 100;

    private final RuleBook rules;

    sealed interface Content {}

    record Known(MessageRules rules, Message message) implements Content {}

    record Malformed() implements Content {}

    /** A type that the contract does not know, or too deep. */
    record Opaque() implements Content {}

    Unpacking(RuleBook rules) {
        this.rules = rules;
    }

    /** @param depth of the Any, in steps from the root */
    Content of(Message any, int depth) {
        Descriptor type = any.getDescriptorForType();
        String url = (String) any.getField(type.findFieldByNumber(1));
        MessageRules known = depth > MOST_DEPTH ? null : rules.find(url.substring(url.lastIndexOf('/') + 1));
        if (known == null) {
            return new Opaque();
        }
        try {
            ByteString value = (ByteString) any.getField(type.findFieldByNumber(2));
            return new Known(known, DynamicMessage.parseFrom(known.type(), value));
        } catch (InvalidProtocolBufferException e) {
            return new Malformed();
        }
    }
}
