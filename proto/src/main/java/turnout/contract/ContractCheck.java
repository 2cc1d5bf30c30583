package turnout.contract;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import turnout.options.v1.FieldRules;
import turnout.options.v1.Operation;
import turnout.options.v1.Operation.Cost;
import turnout.options.v1.Operation.Effect;
import turnout.options.v1.OptionsProto;

/** Finds options that contradict each other or name what is not there. Run by the build and by the gateway at start. */
public final class ContractCheck {

    private static final Pattern COMPONENT = Pattern.compile("[a-z][a-z0-9-]*");

    private ContractCheck() {}

    /** Prints every problem and throws, so that the build fails, when the descriptor set in {@code args[0]} has one. */
    public static void main(String[] args) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            List<String> problems = problems(Contract.read(in));
            if (!problems.isEmpty()) {
                throw new IllegalStateException("the contract contradicts itself:\n  " + String.join("\n  ", problems));
            }
        }
    }

    /** One sentence for each problem, each beginning with the full name of the method or field; empty when all is well. */
    public static List<String> problems(Contract contract) {
        List<String> problems = new ArrayList<>();
        for (MethodDescriptor method : contract.methods()) {
            if (method.getOptions().hasExtension(OptionsProto.operation)) {
                check(method, method.getOptions().getExtension(OptionsProto.operation), problems);
            }
        }
        contract.files().forEach(file -> checkFields(file.getMessageTypes(), problems));
        return problems;
    }

    private static void checkFields(List<Descriptor> messages, List<String> problems) {
        for (Descriptor message : messages) {
            message.getFields().forEach(field -> check(field, problems));
            checkFields(message.getNestedTypes(), problems);
        }
    }

    private static void check(MethodDescriptor method, Operation operation, List<String> problems) {
        String name = method.getFullName();
        if (!COMPONENT.matcher(operation.getComponent()).matches()) {
            problems.add(name + ": component \"" + operation.getComponent()
                    + "\" is not a name (expected: lower-case letters, digits and '-', as in \"chain\")");
        }
        if (operation.getEffect() == Effect.UNRECOGNIZED || operation.getCost() == Cost.UNRECOGNIZED) {
            problems.add(name + ": effect or cost has a number that options.proto does not name");
        }
        checkField(method, "key", operation.getKey(), problems);
        checkField(method, "request_id", operation.getRequestId(), problems);
        if (operation.getCheapUpTo() != 0 && operation.getCost() != Cost.CHEAP) {
            problems.add(name + ": cheap_up_to goes with cost CHEAP only, and the cost is " + operation.getCost());
        }
        if (!operation.getRequestId().isEmpty() && operation.getEffect() == Effect.READ) {
            problems.add(name + ": request_id makes a write repeatable, and the effect is READ");
        }
        if (method.isClientStreaming() && !operation.getKey().isEmpty()) {
            problems.add(name + ": key is read from the one request body, and the requests are a stream");
        }
        if (method.isClientStreaming() && operation.getCost() == Cost.CHEAP) {
            problems.add(name + ": cost CHEAP would hold an event loop for a whole stream");
        }
        checkIdempotency(name, method.getOptions().getIdempotencyLevel(), operation.getEffect(), problems);
    }

    private static void checkField(MethodDescriptor method, String option, String field, List<String> problems) {
        if (field.isEmpty()) {
            return;
        }
        String where = method.getFullName() + ": " + option + " \"" + field + "\" ";
        FieldDescriptor found = method.getInputType().findFieldByName(field);
        if (found == null) {
            problems.add(where + "names no field of " + method.getInputType().getFullName());
            return;
        }
        boolean readable = switch (found.getJavaType()) {
            case STRING, BYTE_STRING, INT, LONG, BOOLEAN -> !found.isRepeated();
            case FLOAT, DOUBLE, ENUM, MESSAGE -> false;
        };
        if (!readable) {
            problems.add(where + "is not a singular string, bytes, integer or bool field");
        }
    }

    private static void checkIdempotency(String name, IdempotencyLevel level, Effect effect, List<String> problems) {
        if (level == IdempotencyLevel.IDEMPOTENCY_UNKNOWN) {
            return;
        }
        boolean agrees = level == IdempotencyLevel.NO_SIDE_EFFECTS
                ? effect == Effect.READ
                : effect == Effect.READ || effect == Effect.IDEMPOTENT_WRITE;
        if (!agrees) {
            problems.add(name + ": effect " + effect + " contradicts idempotency_level " + level);
        }
    }

    private static void check(FieldDescriptor field, List<String> problems) {
        if (!field.getOptions().hasExtension(OptionsProto.rules)) {
            return;
        }
        FieldRules rules = field.getOptions().getExtension(OptionsProto.rules);
        String name = field.getFullName();
        if (rules.getIgnore() && (rules.getUnordered() || rules.getTolerance() != 0 || rules.getBasis())) {
            problems.add(name + ": ignore leaves nothing for unordered, tolerance or basis to do");
        }
        if (rules.getUnordered() && !field.isRepeated()) {
            problems.add(name + ": unordered goes with repeated fields only");
        }
        boolean integer = switch (field.getJavaType()) {
            case INT, LONG -> true;
            case FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING, ENUM, MESSAGE -> false;
        };
        if (rules.getTolerance() != 0 && !integer) {
            problems.add(name + ": tolerance goes with integer fields only");
        }
        if (rules.getBasis() && rules.getTolerance() != 0) {
            problems.add(name + ": basis is equal or not compared; it has no tolerance");
        }
    }
}
