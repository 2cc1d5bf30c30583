package turnout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import turnout.options.v1.FieldRules;
import turnout.options.v1.Operation;
import turnout.options.v1.Operation.Cost;
import turnout.options.v1.Operation.Effect;
import turnout.options.v1.OptionsProto;

class ContractCheckTest {

    @Test
    void theShippedContractIsInOrder() {
        assertThat(ContractCheck.problems(Contract.shipped())).isEmpty();
        assertThat(Contract.shipped().methods()).hasSizeGreaterThanOrEqualTo(12);
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(read().setKey("nothing"), "key \"nothing\" names no field of test.Request"),
                Arguments.of(read().setKey("many"), "key \"many\" is not a singular"),
                Arguments.of(read().setKey("ratio"), "key \"ratio\" is not a singular"),
                Arguments.of(write().setRequestId("nothing"), "request_id \"nothing\" names no field"),
                Arguments.of(read().setRequestId("text"), "request_id makes a write repeatable"),
                Arguments.of(read().setCheapUpTo(5), "cheap_up_to goes with cost CHEAP only"),
                Arguments.of(read().setComponent("Chain"), "component \"Chain\" is not a name"),
                Arguments.of(read().clearComponent(), "component \"\" is not a name"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void namesTheMethodWhoseOptionsContradictEachOther(Operation.Builder options, String problem) throws IOException {
        assertThat(problems(options, IdempotencyLevel.IDEMPOTENCY_UNKNOWN, FieldRules.getDefaultInstance()))
                .singleElement()
                .asString()
                .startsWith("test.Service.Call: ")
                .contains(problem);
    }

    @Test
    void holdsEffectAgainstProtobufsOwnLevel() throws IOException {
        FieldRules none = FieldRules.getDefaultInstance();

        assertThat(problems(write(), IdempotencyLevel.NO_SIDE_EFFECTS, none))
                .containsExactly(
                        "test.Service.Call: effect IDEMPOTENT_WRITE contradicts idempotency_level NO_SIDE_EFFECTS");
        assertThat(problems(read().setEffect(Effect.UNSAFE), IdempotencyLevel.IDEMPOTENT, none))
                .hasSize(1);
        assertThat(problems(read(), IdempotencyLevel.IDEMPOTENT, none)).isEmpty();
    }

    @Test
    void namesTheFieldWhoseRulesContradictEachOther() throws IOException {
        assertThat(problems(
                        read(),
                        IdempotencyLevel.IDEMPOTENCY_UNKNOWN,
                        rules().setTolerance(1).build()))
                .containsExactly("test.Request.text: tolerance goes with integer fields only");
        assertThat(problems(
                        read(),
                        IdempotencyLevel.IDEMPOTENCY_UNKNOWN,
                        rules().setUnordered(true).build()))
                .containsExactly("test.Request.text: unordered goes with repeated fields only");
        assertThat(problems(
                        read(),
                        IdempotencyLevel.IDEMPOTENCY_UNKNOWN,
                        rules().setIgnore(true).setBasis(true).build()))
                .hasSize(1);
    }

    @Test
    void failsTheBuildWithEveryProblem(@TempDir Path folder) throws IOException {
        Path set = folder.resolve("set.binpb");
        Files.write(
                set,
                set(
                        read().setKey("nothing"),
                        IdempotencyLevel.IDEMPOTENT,
                        rules().setTolerance(3).build()));

        assertThatThrownBy(() -> ContractCheck.main(new String[] {set.toString()}))
                .hasMessageContaining("test.Service.Call: key \"nothing\"")
                .hasMessageContaining("test.Request.text: tolerance");
    }

    @Test
    void refusesASetThatLacksAnImport() {
        byte[] alone = FileDescriptorSet.newBuilder()
                .addFile(FileDescriptorProto.newBuilder().setName("a.proto").addDependency("b.proto"))
                .build()
                .toByteArray();

        assertThatThrownBy(() -> Contract.read(new ByteArrayInputStream(alone)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("b.proto");
    }

    private static Operation.Builder read() {
        return Operation.newBuilder()
                .setComponent("chain")
                .setEffect(Effect.READ)
                .setCost(Cost.BLOCKING);
    }

    private static Operation.Builder write() {
        return read().setEffect(Effect.IDEMPOTENT_WRITE);
    }

    private static FieldRules.Builder rules() {
        return FieldRules.newBuilder();
    }

    private static List<String> problems(Operation.Builder options, IdempotencyLevel level, FieldRules rules)
            throws IOException {
        return ContractCheck.problems(Contract.read(new ByteArrayInputStream(set(options, level, rules))));
    }

    private static byte[] set(Operation.Builder options, IdempotencyLevel level, FieldRules rules) {
        var method = MethodDescriptorProto.newBuilder()
                .setName("Call")
                .setInputType(".test.Request")
                .setOutputType(".test.Request")
                .setOptions(MethodOptions.newBuilder()
                        .setIdempotencyLevel(level)
                        .setExtension(OptionsProto.operation, options.build()));
        var request = DescriptorProto.newBuilder()
                .setName("Request")
                .addField(field("text", 1, Label.LABEL_OPTIONAL, Type.TYPE_STRING)
                        .setOptions(FieldOptions.newBuilder().setExtension(OptionsProto.rules, rules)))
                .addField(field("many", 2, Label.LABEL_REPEATED, Type.TYPE_STRING))
                .addField(field("ratio", 3, Label.LABEL_OPTIONAL, Type.TYPE_DOUBLE));
        var file = FileDescriptorProto.newBuilder()
                .setName("test.proto")
                .setPackage("test")
                .setSyntax("proto3")
                .addMessageType(request)
                .addService(
                        ServiceDescriptorProto.newBuilder().setName("Service").addMethod(method));
        return FileDescriptorSet.newBuilder().addFile(file).build().toByteArray();
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Label label, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(label)
                .setType(type);
    }
}
