package turnout.router.route;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import turnout.options.v1.Operation.Effect;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.call.Body;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/**
 * Says where a call would go and why, without a gateway: it writes the request that a caller would send and asks the
 * table that a gateway would compile.
 */
public final class Explain {

    /** @param bucket 0 to 9,999; -1 for a call that has no key */
    public record Answer(Operation operation, Route route, int bucket) {}

    private static final int NO_DRAW = -1;

    private final Operations operations;
    private final Set<String> implemented;
    private final Flags flags;
    private final Overrides overrides;

    /** Parameters as in {@link RoutingTable#compile}. */
    public Explain(Operations operations, Set<String> implemented, Flags flags, Overrides overrides) {
        this.operations = operations;
        this.implemented = Set.copyOf(implemented);
        this.flags = flags;
        this.overrides = overrides;
    }

    /**
     * @param method {@code package.Service/Method}
     * @param key value of the operation's key field as people write it: text, hex for bytes, decimal for integers, true
     *     or false; where the operation has no key field, the value of {@code x-turnout-key}
     * @param percent instead of the flags' share, with NATIVE allowed
     * @throws IllegalArgumentException with a sentence when the method is not in the contract, or the key not a value of
     *     its field
     */
    public Answer answer(String method, String key, Optional<Share> percent) {
        Operation operation = operations
                .find(method)
                .orElseThrow(() -> new IllegalArgumentException("\"" + method
                        + "\" is no operation of the contract (expected: package.Service/Method); such a call goes to"
                        + " PYTHON untouched"));
        Flags asked = percent.map(share -> with(operation.component(), share)).orElse(flags);
        RoutingTable table = RoutingTable.compile(0, operations, implemented, asked, overrides);
        FieldDescriptor field = operation.descriptor().getInputType().findFieldByNumber(operation.keyField());
        Body body = Body.of(field == null ? new byte[0] : request(operation, field, key));
        Body header = field == null ? Body.of(key.getBytes(StandardCharsets.UTF_8)) : Body.of(new byte[0]);
        Route route = table.route(operation, body, header, NO_DRAW, null);
        int bucket = table.bucket(operation, body, header, NO_DRAW);
        if (bucket == NO_DRAW && operation.effect() == Effect.READ && table.settled(operation) == null) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" counts as no key, and a READ without one is drawn anew for each call");
        }
        return new Answer(operation, route, bucket);
    }

    private Flags with(String component, Share percent) {
        ComponentFlags old = flags.of(component);
        SortedMap<String, ComponentFlags> all = new TreeMap<>(flags.components());
        all.put(component, new ComponentFlags(component, percent, old.shadow(), old.except(), old.rev(), old.reason()));
        return new Flags(true, flags.nativeRev(), all);
    }

    private static byte[] request(Operation operation, FieldDescriptor field, String key) {
        try {
            return DynamicMessage.newBuilder(operation.descriptor().getInputType())
                    .setField(field, value(field, key))
                    .build()
                    .toByteArray();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" is no value of the key field " + field.getFullName() + ", which is of type "
                            + field.getType().name().toLowerCase(Locale.ROOT),
                    e);
        }
    }

    private static Object value(FieldDescriptor field, String key) {
        return switch (field.getType()) {
            case STRING -> key;
            case BYTES -> ByteString.copyFrom(HexFormat.of().parseHex(key));
            case INT32, SINT32, SFIXED32 -> Integer.parseInt(key);
            case UINT32, FIXED32 -> Integer.parseUnsignedInt(key);
            case INT64, SINT64, SFIXED64 -> Long.parseLong(key);
            case UINT64, FIXED64 -> Long.parseUnsignedLong(key);
            case BOOL -> Boolean.parseBoolean(key);
            case DOUBLE, FLOAT, ENUM, MESSAGE, GROUP ->
                throw new IllegalStateException("a key is a string, bytes, integer or bool, not " + field.getType());
        };
    }
}
