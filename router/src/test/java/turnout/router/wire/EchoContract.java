package turnout.router.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import turnout.contract.Contract;
import turnout.options.v1.Operation.Cost;
import turnout.options.v1.Operation.Effect;
import turnout.options.v1.OptionsProto;
import turnout.router.call.Operations;

/** A contract of somebody else's, with an operation of every shape and cost that the wire treats differently. */
final class EchoContract {

    static final String KEYED = "test.v1.Echo/Keyed";
    static final String CPU = "test.v1.Echo/Cpu";
    static final String POUR = "test.v1.Echo/Pour";
    static final String REFUSE = "test.v1.Echo/Refuse";
    static final String UNSAFE = "test.v1.Echo/Unsafe";
    static final String SAME = "test.v1.Echo/Same";
    static final String HANG = "test.v1.Echo/Hang";

    /** Each engine says its own time, and another one each time. */
    static final String CLOCK = "test.v1.Echo/Clock";

    /** NATIVE answers one unit too much. */
    static final String AMOUNT = "test.v1.Echo/Amount";

    /** NATIVE takes half a second. */
    static final String SLOW = "test.v1.Echo/Slow";

    /** PYTHON's alone, and never answered. */
    static final String NEVER = "test.v1.Echo/Never";

    private static final int CLOCK_FIELD = 3;
    private static final int AMOUNT_FIELD = 4;

    private EchoContract() {}

    static Operations operations() {
        var service = ServiceDescriptorProto.newBuilder()
                .setName("Echo")
                .addMethod(method("Keyed", "key", Cost.CHEAP))
                .addMethod(method("Cpu", "", Cost.CPU))
                .addMethod(method("Refuse", "key", Cost.CHEAP))
                .addMethod(method("Unsafe", Effect.UNSAFE, "key", Cost.CHEAP))
                .addMethod(method("Same", "key", Cost.CHEAP))
                .addMethod(method("Hang", "key", Cost.CHEAP))
                .addMethod(method("Clock", "key", Cost.CHEAP))
                .addMethod(method("Amount", "key", Cost.CHEAP))
                .addMethod(method("Slow", "key", Cost.BLOCKING))
                .addMethod(method("Never", "key", Cost.CHEAP))
                .addMethod(method("Pour", "", Cost.BLOCKING).setServerStreaming(true));
        var text = DescriptorProto.newBuilder()
                .setName("Text")
                .addField(field("key", 1, Type.TYPE_STRING))
                .addField(field("payload", 2, Type.TYPE_BYTES))
                .addField(field("clock", CLOCK_FIELD, Type.TYPE_INT64))
                .addField(field("amount", AMOUNT_FIELD, Type.TYPE_INT64));
        try {
            FileDescriptor file = FileDescriptor.buildFrom(
                    FileDescriptorProto.newBuilder()
                            .setName("echo.proto")
                            .setPackage("test.v1")
                            .setSyntax("proto3")
                            .addMessageType(text)
                            .addService(service)
                            .build(),
                    new FileDescriptor[0]);
            return Operations.of(new Contract(List.of(file), file.getServices()));
        } catch (DescriptorValidationException e) {
            throw new AssertionError(e);
        }
    }

    /** A message with a key. */
    static byte[] keyed(String key) {
        return ByteString.copyFrom(new byte[] {0x0a, (byte) key.length()})
                .concat(ByteString.copyFromUtf8(key))
                .toByteArray();
    }

    static byte[] withClock(byte[] message, long clock) {
        return with(message, CLOCK_FIELD, clock);
    }

    static byte[] withAmount(byte[] message, long amount) {
        return with(message, AMOUNT_FIELD, amount);
    }

    private static byte[] with(byte[] message, int field, long value) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        field,
                        UnknownFieldSet.Field.newBuilder().addVarint(value).build())
                .build()
                .toByteString()
                .concat(ByteString.copyFrom(message))
                .toByteArray();
    }

    private static MethodDescriptorProto.Builder method(String name, String key, Cost cost) {
        return method(name, Effect.READ, key, cost);
    }

    private static MethodDescriptorProto.Builder method(String name, Effect effect, String key, Cost cost) {
        var operation = turnout.options.v1.Operation.newBuilder()
                .setComponent("echo")
                .setEffect(effect)
                .setKey(key)
                .setCost(cost);
        return MethodDescriptorProto.newBuilder()
                .setName(name)
                .setInputType(".test.v1.Text")
                .setOutputType(".test.v1.Text")
                .setOptions(MethodOptions.newBuilder().setExtension(OptionsProto.operation, operation.build()));
    }

    private static FieldDescriptorProto field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(Label.LABEL_OPTIONAL)
                .setType(type)
                .build();
    }
}
