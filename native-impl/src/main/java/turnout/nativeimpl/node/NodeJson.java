package turnout.nativeimpl.node;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.refusal.Refusal;

/** A value of a node's answer; what is missing or of another kind than it must be is NODE_ANSWER_INVALID. */
public record NodeJson(JsonNode value) {

    private static final int HASH_DIGITS = 64;
    private static final int SATOSHI_DIGITS = 8;

    public NodeJson get(String name) throws Refusal {
        return optional(name).orElseThrow(() -> invalid("lacks " + name));
    }

    /** The member; empty where it is absent or null. */
    public Optional<NodeJson> optional(String name) {
        JsonNode member = value.get(name);
        return member == null || member.isNull() ? Optional.empty() : Optional.of(new NodeJson(member));
    }

    public List<NodeJson> elements() throws Refusal {
        if (!value.isArray()) {
            throw invalid("has no array where one must be");
        }
        List<NodeJson> elements = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            elements.add(new NodeJson(element));
        }
        return elements;
    }

    public String text() throws Refusal {
        if (!value.isString()) {
            throw invalid("has no text where one must be");
        }
        return value.stringValue();
    }

    /** 32 bytes in hex. */
    public String hash() throws Refusal {
        String text = text();
        if (text.length() != HASH_DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw invalid("has no hash where one must be");
        }
        return text;
    }

    public boolean bool() throws Refusal {
        if (!value.isBoolean()) {
            throw invalid("has no truth value where one must be");
        }
        return value.booleanValue();
    }

    public int int32() throws Refusal {
        return (int) within(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** An unsigned number of 32 bits, as protobuf's uint32 holds it. */
    public int uint32() throws Refusal {
        return (int) within(0, 0xffff_ffffL);
    }

    /** A number that is not negative. */
    public long uint63() throws Refusal {
        return within(0, Long.MAX_VALUE);
    }

    /** An amount in bitcoins, exactly, as satoshis. */
    public long satoshis() throws Refusal {
        if (!value.isNumber()) {
            throw invalid("has no amount where one must be");
        }
        try {
            return value.decimalValue().movePointRight(SATOSHI_DIGITS).longValueExact();
        } catch (ArithmeticException e) {
            throw invalid("has an amount that is no number of satoshis");
        }
    }

    public Slice hex() throws Refusal {
        try {
            return Slice.ofHex(text());
        } catch (IllegalArgumentException e) {
            throw invalid("has no hex where it must be");
        }
    }

    private long within(long least, long most) throws Refusal {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw invalid("has no whole number where one must be");
        }
        long number = value.longValue();
        if (number < least || number > most) {
            throw invalid("has a number out of range");
        }
        return number;
    }

    /** The node said something that it cannot say. */
    public static Refusal invalid(String what) {
        return Refusal.of(Reason.NODE_ANSWER_INVALID, "the node's answer " + what);
    }
}
