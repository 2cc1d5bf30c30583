package turnout.router.compare;

import com.google.protobuf.Descriptors.FieldDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * One field's rules, as the contract states them.
 *
 * @param ignored not looked at
 * @param tolerance largest difference of an integer that is none; unsigned, 0 for none
 * @param kind what a differing value is called
 * @param message the rules of the message that it holds (of the entry, for a map); null for any other type
 */
record FieldRule(
        FieldDescriptor field,
        boolean ignored,
        boolean unordered,
        long tolerance,
        boolean basis,
        boolean sensitive,
        String kind,
        @Nullable MessageRules message) {

    String name() {
        return field.getName();
    }
}
