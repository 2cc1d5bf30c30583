package turnout.router.compare;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.TextFormat;
import java.util.List;
import java.util.Locale;
import turnout.contract.Contract;
import turnout.options.v1.OptionsProto;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/**
 * A contract of somebody else's with every rule and every kind of field. {@code Kinds} has each scalar type plain,
 * optional and repeated; {@code Reply} has the rules.
 */
final class SampleContract {

    private static final String FILE_TEXT = """
            name: "sample.proto" package: "sample" syntax: "proto3" dependency: "google/protobuf/any.proto"
            enum_type { name: "Colour" options { allow_alias: true }
              value { name: "NONE" number: 0 } value { name: "RED" number: 1 } value { name: "ROUGE" number: 1 }
              value { name: "BLUE" number: 2 } }
            message_type { name: "Item"
              field { name: "name" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
              field { name: "amount" number: 2 label: LABEL_OPTIONAL type: TYPE_INT64 }
              field { name: "seen" number: 3 label: LABEL_OPTIONAL type: TYPE_INT64 options { [turnout.options.v1.rules] { ignore: true } } }
              field { name: "about" number: 4 label: LABEL_OPTIONAL type: TYPE_UINT64 options { [turnout.options.v1.rules] { tolerance: 10 } } }
              field { name: "secret" number: 5 label: LABEL_OPTIONAL type: TYPE_STRING options { [turnout.options.v1.rules] { sensitive: true } } }
              field { name: "tags" number: 6 label: LABEL_REPEATED type: TYPE_STRING options { [turnout.options.v1.rules] { unordered: true } } }
              field { name: "children" number: 7 label: LABEL_REPEATED type: TYPE_MESSAGE type_name: ".sample.Item" } }
            message_type { name: "Reply"
              field { name: "kinds" number: 1 label: LABEL_OPTIONAL type: TYPE_MESSAGE type_name: ".sample.Kinds" }
              field { name: "item" number: 2 label: LABEL_OPTIONAL type: TYPE_MESSAGE type_name: ".sample.Item" }
              field { name: "items" number: 3 label: LABEL_REPEATED type: TYPE_MESSAGE type_name: ".sample.Item" }
              field { name: "bag" number: 4 label: LABEL_REPEATED type: TYPE_MESSAGE type_name: ".sample.Item" options { [turnout.options.v1.rules] { unordered: true } } }
              field { name: "tip" number: 5 label: LABEL_OPTIONAL type: TYPE_STRING options { [turnout.options.v1.rules] { basis: true } } }
              field { name: "clock" number: 6 label: LABEL_OPTIONAL type: TYPE_MESSAGE type_name: ".sample.Item" options { [turnout.options.v1.rules] { ignore: true } } }
              field { name: "near" number: 7 label: LABEL_OPTIONAL type: TYPE_INT32 options { [turnout.options.v1.rules] { tolerance: 5 } } }
              field { name: "near_zigzag" number: 8 label: LABEL_OPTIONAL type: TYPE_SINT64 options { [turnout.options.v1.rules] { tolerance: 5 } } }
              field { name: "near_unsigned" number: 9 label: LABEL_OPTIONAL type: TYPE_UINT64 options { [turnout.options.v1.rules] { tolerance: 5 } } }
              field { name: "near_fixed" number: 10 label: LABEL_OPTIONAL type: TYPE_FIXED32 options { [turnout.options.v1.rules] { tolerance: 5 } } }
              field { name: "near_list" number: 11 label: LABEL_REPEATED type: TYPE_INT64 options { [turnout.options.v1.rules] { tolerance: 5 } } }
              field { name: "near_bag" number: 12 label: LABEL_REPEATED type: TYPE_INT64 options { [turnout.options.v1.rules] { tolerance: 5 unordered: true } } }
              field { name: "numbers_bag" number: 13 label: LABEL_REPEATED type: TYPE_INT32 options { [turnout.options.v1.rules] { unordered: true } } }
              field { name: "secret_item" number: 14 label: LABEL_OPTIONAL type: TYPE_MESSAGE type_name: ".sample.Item" options { [turnout.options.v1.rules] { sensitive: true } } }
              field { name: "secret_words" number: 15 label: LABEL_REPEATED type: TYPE_STRING options { [turnout.options.v1.rules] { sensitive: true } } }
              field { name: "packed" number: 16 label: LABEL_OPTIONAL type: TYPE_MESSAGE type_name: ".google.protobuf.Any" }
              field { name: "packed_list" number: 17 label: LABEL_REPEATED type: TYPE_MESSAGE type_name: ".google.protobuf.Any" }
              field { name: "one_text" number: 18 label: LABEL_OPTIONAL type: TYPE_STRING oneof_index: 0 }
              field { name: "one_number" number: 19 label: LABEL_OPTIONAL type: TYPE_INT32 oneof_index: 0 }
              field { name: "one_item" number: 20 label: LABEL_OPTIONAL type: TYPE_MESSAGE type_name: ".sample.Item" oneof_index: 0 }
              field { name: "counts" number: 21 label: LABEL_REPEATED type: TYPE_MESSAGE type_name: ".sample.Reply.CountsEntry" }
              field { name: "named" number: 22 label: LABEL_REPEATED type: TYPE_MESSAGE type_name: ".sample.Reply.NamedEntry" }
              field { name: "secret_map" number: 23 label: LABEL_REPEATED type: TYPE_MESSAGE type_name: ".sample.Reply.SecretMapEntry" options { [turnout.options.v1.rules] { sensitive: true } } }
              oneof_decl { name: "one" }
              nested_type { name: "CountsEntry" options { map_entry: true }
                field { name: "key" number: 1 label: LABEL_OPTIONAL type: TYPE_INT32 }
                field { name: "value" number: 2 label: LABEL_OPTIONAL type: TYPE_ENUM type_name: ".sample.Colour" } }
              nested_type { name: "NamedEntry" options { map_entry: true }
                field { name: "key" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
                field { name: "value" number: 2 label: LABEL_OPTIONAL type: TYPE_MESSAGE type_name: ".sample.Item" } }
              nested_type { name: "SecretMapEntry" options { map_entry: true }
                field { name: "key" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
                field { name: "value" number: 2 label: LABEL_OPTIONAL type: TYPE_STRING } } }
            message_type { name: "Request"
              field { name: "id" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING } }
            service { name: "Samples"
              method { name: "Get" input_type: ".sample.Request" output_type: ".sample.Reply"
                options { [turnout.options.v1.operation] { component: "sample" effect: READ key: "id" } } }
              method { name: "Put" input_type: ".sample.Request" output_type: ".sample.Reply"
                options { [turnout.options.v1.operation] { component: "sample" effect: IDEMPOTENT_WRITE request_id: "id" } } } }
            """;

    static final FileDescriptor FILE = file();
    static final Operations OPERATIONS = Operations.of(new Contract(List.of(FILE), FILE.getServices()));
    static final Operation GET = OPERATIONS.find("sample.Samples/Get").orElseThrow();
    static final Descriptor REPLY = FILE.findMessageTypeByName("Reply");
    static final Descriptor ITEM = FILE.findMessageTypeByName("Item");

    private SampleContract() {}

    /** @param text in protobuf's text format, Anys expanded */
    static DynamicMessage reply(String text) {
        DynamicMessage.Builder reply = DynamicMessage.newBuilder(REPLY);
        try {
            TextFormat.Parser.newBuilder()
                    .setTypeRegistry(com.google.protobuf.TypeRegistry.newBuilder()
                            .add(ITEM)
                            .build())
                    .build()
                    .merge(text, reply);
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
        return reply.build();
    }

    private static FileDescriptor file() {
        ExtensionRegistry registry = ExtensionRegistry.newInstance();
        OptionsProto.registerAllExtensions(registry);
        var file = FileDescriptorProto.newBuilder();
        try {
            TextFormat.merge(FILE_TEXT, registry, file);
            return FileDescriptor.buildFrom(
                    file.addMessageType(kinds()).build(), new FileDescriptor[] {AnyProto.getDescriptor()});
        } catch (TextFormat.ParseException | DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DescriptorProto kinds() {
        var kinds = DescriptorProto.newBuilder().setName("Kinds");
        for (Type type : Type.values()) {
            if (type == Type.TYPE_GROUP) {
                continue;
            }
            String name = type.name().substring(5).toLowerCase(Locale.ROOT);
            FieldDescriptorProto.Builder field =
                    FieldDescriptorProto.newBuilder().setType(type);
            if (type == Type.TYPE_MESSAGE) {
                field.setTypeName(".sample.Item");
            } else if (type == Type.TYPE_ENUM) {
                field.setTypeName(".sample.Colour");
            }
            kinds.addField(
                    field.clone().setName(name).setNumber(type.getNumber()).setLabel(Label.LABEL_OPTIONAL));
            kinds.addField(field.clone()
                    .setName(name + "_list")
                    .setNumber(100 + type.getNumber())
                    .setLabel(Label.LABEL_REPEATED));
            kinds.addField(field.clone()
                    .setName(name + "_optional")
                    .setNumber(200 + type.getNumber())
                    .setLabel(Label.LABEL_OPTIONAL)
                    .setProto3Optional(true)
                    .setOneofIndex(kinds.getOneofDeclCount()));
            kinds.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + name + "_optional"));
        }
        return kinds.build();
    }
}
