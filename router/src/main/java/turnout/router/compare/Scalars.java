package turnout.router.compare;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

/** Equality and distance of values that are not messages. */
final class Scalars {

    private Scalars() {}

    /** NaN is NaN and 0.0 is not -0.0, as {@link Double#equals} has it; enums by number, so that aliases are equal. */
    static boolean equal(Object served, Object other) {
        if (served instanceof EnumValueDescriptor one && other instanceof EnumValueDescriptor two) {
            return one.getNumber() == two.getNumber();
        }
        return served.equals(other);
    }

    /** Whether two integers of one field are no further apart than its tolerance. */
    static boolean near(FieldRule rule, Object served, Object other) {
        long one = integer(rule.field(), served);
        long two = integer(rule.field(), other);
        int order = unsigned(rule.field()) ? Long.compareUnsigned(one, two) : Long.compare(one, two);
        // Taken the right way round, the distance of any two 64-bit integers fits unsigned 64 bits.
        long distance = order < 0 ? two - one : one - two;
        return Long.compareUnsigned(distance, rule.tolerance()) <= 0;
    }

    /** In an order in which neighbours are nearest. */
    static int compare(FieldDescriptor field, Object served, Object other) {
        long one = integer(field, served);
        long two = integer(field, other);
        return unsigned(field) ? Long.compareUnsigned(one, two) : Long.compare(one, two);
    }

    static boolean unsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, UINT64, FIXED32, FIXED64 -> true;
            default -> false;
        };
    }

    private static long integer(FieldDescriptor field, Object value) {
        if (value instanceof Integer small) {
            return unsigned(field) ? Integer.toUnsignedLong(small) : small;
        }
        return (Long) value;
    }
}
