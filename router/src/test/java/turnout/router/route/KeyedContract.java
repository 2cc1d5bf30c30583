package turnout.router.route;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import turnout.contract.Contract;
import turnout.options.v1.Operation.Effect;
import turnout.options.v1.OptionsProto;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/**
 * A contract with an operation for every type that a key can have and for every effect. Its request is proto2, whose
 * parser takes any bytes for a string.
 */
final class KeyedContract {

    static final List<Type> KEY_TYPES = List.of(
            Type.TYPE_STRING,
            Type.TYPE_BYTES,
            Type.TYPE_INT32,
            Type.TYPE_INT64,
            Type.TYPE_UINT32,
            Type.TYPE_UINT64,
            Type.TYPE_SINT32,
            Type.TYPE_SINT64,
            Type.TYPE_FIXED32,
            Type.TYPE_FIXED64,
            Type.TYPE_SFIXED32,
            Type.TYPE_SFIXED64,
            Type.TYPE_BOOL);

    static final String READ_BY_TEXT = "test.Keyed/Read_type_string";
    static final String READ_WITHOUT_KEY = "test.Keyed/Read";
    static final String WRITE_BY_TEXT = "test.Keyed/Write_type_string";
    static final String WRITE_WITHOUT_KEY = "test.Keyed/Write";
    static final String UNSAFE_BY_TEXT = "test.Keyed/Unsafe_type_string";

    private static final FileDescriptor FILE = file();
    private static final Operations OPERATIONS = Operations.of(new Contract(List.of(FILE), FILE.getServices()));

    private KeyedContract() {}

    static Operations operations() {
        return OPERATIONS;
    }

    static Set<String> names() {
        return OPERATIONS.all().stream().map(Operation::name).collect(Collectors.toSet());
    }

    static Descriptor request() {
        return FILE.findMessageTypeByName("Request");
    }

    private static FileDescriptor file() {
        var request = DescriptorProto.newBuilder().setName("Request");
        for (int i = 0; i < KEY_TYPES.size(); i++) {
            request.addField(FieldDescriptorProto.newBuilder()
                    .setName(name(KEY_TYPES.get(i)))
                    // Numbers whose tags have one, two and three bytes.
                    .setNumber(1 + i * 300)
                    .setLabel(Label.LABEL_OPTIONAL)
                    .setType(KEY_TYPES.get(i)));
        }
        var service = ServiceDescriptorProto.newBuilder().setName("Keyed");
        KEY_TYPES.forEach(type -> service.addMethod(method("Read_" + name(type), Effect.READ, name(type))));
        service.addMethod(method("Read", Effect.READ, ""));
        service.addMethod(method("Write_type_string", Effect.IDEMPOTENT_WRITE, "type_string"));
        service.addMethod(method("Write", Effect.IDEMPOTENT_WRITE, ""));
        service.addMethod(method("Unsafe_type_string", Effect.UNSAFE, "type_string"));
        try {
            return FileDescriptor.buildFrom(
                    FileDescriptorProto.newBuilder()
                            .setName("keyed.proto")
                            .setPackage("test")
                            .addMessageType(request)
                            .addService(service)
                            .build(),
                    new FileDescriptor[0]);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodDescriptorProto method(String name, Effect effect, String key) {
        return MethodDescriptorProto.newBuilder()
                .setName(name)
                .setInputType(".test.Request")
                .setOutputType(".test.Request")
                .setOptions(MethodOptions.newBuilder()
                        .setExtension(
                                OptionsProto.operation,
                                turnout.options.v1.Operation.newBuilder()
                                        .setComponent("keyed")
                                        .setEffect(effect)
                                        .setKey(key)
                                        .build()))
                .build();
    }

    private static String name(Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
