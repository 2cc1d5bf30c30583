package turnout.router.journal;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import turnout.options.v1.OptionsProto;
import turnout.router.call.Operation;

/** Which messages can hold something sensitive, at any depth. Any thread. */
final class Reach {

    private final Map<Descriptor, Boolean> known = new ConcurrentHashMap<>();

    static boolean sensitive(FieldDescriptor field) {
        return field.getOptions().getExtension(OptionsProto.rules).getSensitive();
    }

    /** Whether its failures may speak of something sensitive. */
    boolean touchesSensitive(Operation operation) {
        return reaches(operation.descriptor().getInputType())
                || reaches(operation.descriptor().getOutputType());
    }

    private boolean reaches(Descriptor type) {
        Boolean before = known.get(type);
        if (before != null) {
            return before;
        }
        boolean found = search(type, new HashSet<>());
        known.put(type, found);
        return found;
    }

    /** A message may hold itself. */
    private static boolean search(Descriptor type, Set<Descriptor> seen) {
        if (!seen.add(type)) {
            return false;
        }
        // An Any may hold anything.
        return type.getFullName().equals("google.protobuf.Any")
                || type.getFields().stream()
                        .anyMatch(field -> sensitive(field)
                                || (field.getJavaType() == JavaType.MESSAGE && search(field.getMessageType(), seen)));
    }
}
