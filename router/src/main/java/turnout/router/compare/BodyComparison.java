package turnout.router.compare;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/** Parses two messages of one type and walks them. */
final class BodyComparison {

    private final RuleBook rules;
    private final MessageWalk walk;

    BodyComparison(RuleBook rules, Text text) {
        this.rules = rules;
        this.walk = new MessageWalk(rules, text);
    }

    /** @param path of the messages, for what is found in them */
    void compare(Descriptor type, byte[] served, byte[] other, Path path, Differences differences) {
        DynamicMessage one = parsed(type, served);
        DynamicMessage two = parsed(type, other);
        if (one == null || two == null) {
            differences.add(path, "malformed", () -> state(one, served), () -> state(two, other));
            return;
        }
        walk.compare(rules.of(type), one, two, path, differences);
    }

    private static @Nullable DynamicMessage parsed(Descriptor type, byte[] body) {
        try {
            return DynamicMessage.parseFrom(type, body);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static String state(@Nullable DynamicMessage message, byte[] body) {
        return (message == null ? "malformed, " : "well-formed, ") + body.length + " bytes";
    }
}
