package turnout.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import turnout.options.v1.Operation;
import turnout.options.v1.Operation.Effect;
import turnout.options.v1.OptionsProto;

/** The contract of a service that is known by its methods' names only: all unary, all with a key in the request. */
final class LaneContract {

    static final byte[] REQUEST = request("hello");

    private LaneContract() {}

    /** A request with this key; its bytes are what the service gets. */
    static byte[] request(String key) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        1,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8(key))
                                .build())
                .build()
                .toByteArray();
    }

    /** Writes a descriptor set as {@code gateway.descriptors} wants it, and returns where. */
    static Path write(Path folder, String service, Effect effect, List<String> methods) throws IOException {
        int dot = service.lastIndexOf('.');
        var named = ServiceDescriptorProto.newBuilder().setName(service.substring(dot + 1));
        MethodOptions options = MethodOptions.newBuilder()
                .setExtension(
                        OptionsProto.operation,
                        Operation.newBuilder()
                                .setComponent("conformance")
                                .setEffect(effect)
                                .setKey("key")
                                .build())
                .build();
        for (String method : methods) {
            named.addMethod(MethodDescriptorProto.newBuilder()
                    .setName(method)
                    .setInputType("Question")
                    .setOutputType("Question")
                    .setOptions(options));
        }
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("conformance.proto")
                .setSyntax("proto3")
                .setPackage(service.substring(0, dot))
                .addDependency(OptionsProto.getDescriptor().getFullName())
                .addMessageType(DescriptorProto.newBuilder()
                        .setName("Question")
                        .addField(FieldDescriptorProto.newBuilder()
                                .setName("key")
                                .setNumber(1)
                                .setType(Type.TYPE_STRING)
                                .setLabel(Label.LABEL_OPTIONAL)))
                .addService(named)
                .build();
        FileDescriptorSet set = FileDescriptorSet.newBuilder()
                .addFile(DescriptorProtos.getDescriptor().toProto())
                .addFile(OptionsProto.getDescriptor().toProto())
                .addFile(file)
                .build();
        return Files.write(folder.resolve(service + ".binpb"), set.toByteArray());
    }
}
