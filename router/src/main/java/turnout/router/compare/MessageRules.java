package turnout.router.compare;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.List;

/** One message's fields with their rules. Filled once, by {@link RuleBook}, because a message may hold itself. */
final class MessageRules {

    private final Descriptor type;
    private final boolean any;
    private List<FieldRule> fields = List.of();

    MessageRules(Descriptor type) {
        this.type = type;
        this.any = type.getFullName().equals("google.protobuf.Any");
    }

    void fill(List<FieldRule> rules) {
        fields = List.copyOf(rules);
    }

    Descriptor type() {
        return type;
    }

    /** Whether it is an Any, whose bytes are looked into where the contract knows their type. */
    boolean any() {
        return any;
    }

    List<FieldRule> fields() {
        return fields;
    }

    /** Of a map's entry. */
    FieldRule key() {
        return fields.get(0);
    }

    /** Of a map's entry. */
    FieldRule value() {
        return fields.get(1);
    }
}
