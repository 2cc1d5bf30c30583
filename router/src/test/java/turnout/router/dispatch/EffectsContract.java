package turnout.router.dispatch;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;
import turnout.contract.Contract;
import turnout.options.v1.Operation.Cost;
import turnout.options.v1.Operation.Effect;
import turnout.options.v1.OptionsProto;
import turnout.router.call.Operations;

/** The shipped contract, and beside it a service that has every effect. */
final class EffectsContract {

    static final String READ = "test.v1.Effects/Read";
    static final String UNSAFE = "test.v1.Effects/Unsafe";
    /** Idempotent by its nature. */
    static final String WRITE = "test.v1.Effects/Write";
    /** Idempotent by the field {@code order}. */
    static final String NUMBERED = "test.v1.Effects/NumberedWrite";

    private EffectsContract() {}

    static Operations operations() {
        Contract shipped = Contract.shipped();
        ServiceDescriptor effects = effects();
        List<FileDescriptor> files = new ArrayList<>(shipped.files());
        files.add(effects.getFile());
        List<ServiceDescriptor> services = new ArrayList<>(shipped.services());
        services.add(effects);
        return Operations.of(new Contract(files, services));
    }

    private static ServiceDescriptor effects() {
        var order = DescriptorProto.newBuilder()
                .setName("Order")
                .addField(field("key", 1))
                .addField(field("order", 2));
        var service = ServiceDescriptorProto.newBuilder()
                .setName("Effects")
                .addMethod(method("Read", Effect.READ, ""))
                .addMethod(method("Unsafe", Effect.UNSAFE, ""))
                .addMethod(method("Write", Effect.IDEMPOTENT_WRITE, ""))
                .addMethod(method("NumberedWrite", Effect.IDEMPOTENT_WRITE, "order"));
        try {
            return FileDescriptor.buildFrom(
                            FileDescriptorProto.newBuilder()
                                    .setName("effects.proto")
                                    .setPackage("test.v1")
                                    .setSyntax("proto3")
                                    .addMessageType(order)
                                    .addService(service)
                                    .build(),
                            new FileDescriptor[0])
                    .findServiceByName("Effects");
        } catch (DescriptorValidationException e) {
            throw new AssertionError(e);
        }
    }

    private static MethodDescriptorProto.Builder method(String name, Effect effect, String requestId) {
        return MethodDescriptorProto.newBuilder()
                .setName(name)
                .setInputType(".test.v1.Order")
                .setOutputType(".test.v1.Order")
                .setOptions(MethodOptions.newBuilder()
                        .setExtension(
                                OptionsProto.operation,
                                turnout.options.v1.Operation.newBuilder()
                                        .setComponent("effects")
                                        .setEffect(effect)
                                        .setKey("key")
                                        .setRequestId(requestId)
                                        .setCost(Cost.CPU)
                                        .build()));
    }

    private static FieldDescriptorProto field(String name, int number) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(FieldDescriptorProto.Type.TYPE_STRING)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .build();
    }
}
