package turnout.router.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.grpc.reflection.v1.ErrorResponse;
import io.grpc.reflection.v1.ExtensionRequest;
import io.grpc.reflection.v1.FileDescriptorResponse;
import io.grpc.reflection.v1.ListServiceResponse;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import turnout.contract.Contract;
import turnout.options.v1.OptionsProto;

@Timeout(60)
class ReflectionTest {

    private static final int NOT_FOUND = 5;
    private static final int UNAVAILABLE = 14;
    private static final String SCRIPT_FILE = "turnout/script/v1/script.proto";

    @Test
    void listsTheContractsServicesAndItsOwn() throws Exception {
        List<String> names = names(ask(Optional.empty(), list()));

        Contract.shipped().services().forEach(service -> assertThat(names).contains(service.getFullName()));
        assertThat(names)
                .contains(
                        "grpc.health.v1.Health",
                        "grpc.reflection.v1.ServerReflection",
                        "grpc.reflection.v1alpha.ServerReflection")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void findsTheFileOfEachServiceMethodMessageAndEnum() throws Exception {
        for (String symbol : List.of(
                "turnout.script.v1.ScriptService",
                "turnout.script.v1.ScriptService.DecodeScript",
                "turnout.script.v1.DecodeScriptRequest")) {
            assertThat(files(ask(Optional.empty(), symbol(symbol))).getFirst().getName())
                    .as(symbol)
                    .isEqualTo(SCRIPT_FILE);
        }
        assertThat(files(ask(Optional.empty(), symbol("turnout.options.v1.Operation.Effect")))
                        .getFirst()
                        .getName())
                .isEqualTo("turnout/options/v1/options.proto");
        assertThat(files(ask(Optional.empty(), symbol("grpc.health.v1.HealthCheckResponse.ServingStatus")))
                        .getFirst()
                        .getName())
                .endsWith("health.proto");
    }

    @Test
    void sendsAFileWithEverythingItImportsAndWithItsOptions() throws Exception {
        List<FileDescriptorProto> files = files(ask(
                Optional.empty(),
                ServerReflectionRequest.newBuilder()
                        .setFileByFilename(SCRIPT_FILE)
                        .build()));

        assertThat(files.getFirst().getName()).isEqualTo(SCRIPT_FILE);
        Set<String> sent = new HashSet<>();
        files.forEach(file -> sent.add(file.getName()));
        files.forEach(file -> assertThat(sent).containsAll(file.getDependencyList()));
        assertThat(files.getFirst()
                        .getService(0)
                        .getMethod(0)
                        .getOptions()
                        .getUnknownFields()
                        .asMap())
                .containsKey(OptionsProto.operation.getNumber());
    }

    @Test
    void findsExtensionsByTypeAndNumber() throws Exception {
        int number = OptionsProto.operation.getNumber();
        ServerReflectionRequest extension = ServerReflectionRequest.newBuilder()
                .setFileContainingExtension(ExtensionRequest.newBuilder()
                        .setContainingType("google.protobuf.MethodOptions")
                        .setExtensionNumber(number))
                .build();

        assertThat(files(ask(Optional.empty(), extension)).getFirst().getName())
                .isEqualTo("turnout/options/v1/options.proto");
        assertThat(ask(Optional.empty(), numbers("google.protobuf.MethodOptions"))
                        .getAllExtensionNumbersResponse()
                        .getExtensionNumberList())
                .contains(number);
        ServerReflectionResponse none = ask(Optional.empty(), numbers("turnout.script.v1.DecodeScriptRequest"));
        assertThat(none.hasAllExtensionNumbersResponse()).isTrue();
        assertThat(none.getAllExtensionNumbersResponse().getExtensionNumberList())
                .isEmpty();
    }

    @Test
    void answersWhatIsNotKnownWithNotFound() throws Exception {
        for (ServerReflectionRequest request : List.of(
                symbol("turnout.script.v1.Nothing"),
                ServerReflectionRequest.newBuilder()
                        .setFileByFilename("nothing.proto")
                        .build(),
                numbers("turnout.script.v1.Nothing"),
                ServerReflectionRequest.newBuilder()
                        .setFileContainingExtension(ExtensionRequest.newBuilder()
                                .setContainingType("google.protobuf.MethodOptions")
                                .setExtensionNumber(1))
                        .build())) {
            ServerReflectionResponse response = ask(Optional.empty(), request);

            assertThat(response.getErrorResponse().getErrorCode()).isEqualTo(NOT_FOUND);
            assertThat(response.getOriginalRequest()).isEqualTo(request);
        }
    }

    @Test
    void goesOnAfterAQuestionThatAsksNothing() throws Exception {
        List<ServerReflectionResponse> responses =
                askAll(Optional.empty(), List.of(ServerReflectionRequest.getDefaultInstance(), list()));

        assertThat(responses.get(0).hasErrorResponse()).isTrue();
        assertThat(responses.get(1).hasListServicesResponse()).isTrue();
    }

    @Test
    void asksTheFallbackForWhatTheContractDoesNotKnow() throws Exception {
        FileDescriptorResponse theirs = FileDescriptorResponse.newBuilder()
                .addFileDescriptorProto(ByteString.copyFromUtf8("theirs"))
                .build();
        ReflectionFallback fallback = request -> CompletableFuture.completedFuture(ServerReflectionResponse.newBuilder()
                .setFileDescriptorResponse(theirs)
                .build());

        ServerReflectionResponse unknown = ask(Optional.of(fallback), symbol("python.only.Service"));
        ServerReflectionResponse known = ask(Optional.of(fallback), symbol("turnout.script.v1.ScriptService"));

        assertThat(unknown.getFileDescriptorResponse()).isEqualTo(theirs);
        assertThat(unknown.getOriginalRequest()).isEqualTo(symbol("python.only.Service"));
        assertThat(files(known).getFirst().getName()).isEqualTo(SCRIPT_FILE);
    }

    @Test
    void addsTheServicesOfTheFallback() throws Exception {
        ReflectionFallback fallback = request -> CompletableFuture.completedFuture(ServerReflectionResponse.newBuilder()
                .setListServicesResponse(ListServiceResponse.newBuilder()
                        .addService(ServiceResponse.newBuilder().setName("python.only.Service"))
                        .addService(ServiceResponse.newBuilder().setName("grpc.health.v1.Health")))
                .build());

        assertThat(names(ask(Optional.of(fallback), list())))
                .contains("python.only.Service", "turnout.script.v1.ScriptService")
                .doesNotHaveDuplicates();
    }

    @Test
    void staysUsefulWhenTheFallbackFails() throws Exception {
        ReflectionFallback broken = request -> CompletableFuture.failedFuture(new IllegalStateException("gone"));
        ReflectionFallback throwing = request -> {
            throw new IllegalStateException("gone");
        };

        for (ReflectionFallback fallback : List.of(broken, throwing)) {
            List<ServerReflectionResponse> responses =
                    askAll(Optional.of(fallback), List.of(symbol("python.only.Service"), list()));
            ErrorResponse error = responses.get(0).getErrorResponse();
            assertThat(error.getErrorCode()).isEqualTo(UNAVAILABLE);
            assertThat(names(responses.get(1))).contains("turnout.script.v1.ScriptService");
        }
    }

    @Test
    void keepsTheOrderOfTheQuestionsWhateverTheFallbackTakes() throws Exception {
        CompletableFuture<ServerReflectionRequest> asked = new CompletableFuture<>();
        CompletableFuture<ServerReflectionResponse> slow = new CompletableFuture<>();
        ReflectionFallback fallback = request -> {
            asked.complete(request);
            return slow;
        };
        Reflection reflection = new Reflection(Contract.shipped(), Optional.of(fallback));
        try (LoopbackServer server = LoopbackServer.serving(reflection.services())) {
            Answers<ServerReflectionResponse> answers = new Answers<>();
            StreamObserver<ServerReflectionRequest> questions =
                    ServerReflectionGrpc.newStub(server.channel()).serverReflectionInfo(answers);

            questions.onNext(symbol("python.only.Service"));
            questions.onNext(symbol("turnout.script.v1.ScriptService"));
            questions.onCompleted();
            asked.join();
            slow.complete(ServerReflectionResponse.newBuilder()
                    .setErrorResponse(ErrorResponse.newBuilder().setErrorCode(NOT_FOUND))
                    .build());

            assertThat(answers.next().getErrorResponse().getErrorCode()).isEqualTo(NOT_FOUND);
            assertThat(answers.next().hasFileDescriptorResponse()).isTrue();
            answers.awaitEnd();
        }
    }

    @Test
    void answersThousandsOfQuestionsThatCameAtOnce() throws Exception {
        List<ServerReflectionRequest> questions = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            questions.add(symbol("nothing." + i));
        }

        List<ServerReflectionResponse> responses = askAll(Optional.empty(), questions);

        assertThat(responses)
                .extracting(ServerReflectionResponse::getOriginalRequest)
                .isEqualTo(questions);
    }

    @Test
    void speaksTheOldVersionToo() throws Exception {
        Reflection reflection = new Reflection(Contract.shipped(), Optional.empty());
        try (LoopbackServer server = LoopbackServer.serving(reflection.services())) {
            Answers<io.grpc.reflection.v1alpha.ServerReflectionResponse> answers = new Answers<>();
            var questions = io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(server.channel())
                    .serverReflectionInfo(answers);
            questions.onNext(io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
                    .setFileContainingSymbol("grpc.reflection.v1alpha.ServerReflection")
                    .build());
            questions.onCompleted();

            ByteString file = answers.next().getFileDescriptorResponse().getFileDescriptorProto(0);
            assertThat(FileDescriptorProto.parseFrom(file).getPackage()).isEqualTo("grpc.reflection.v1alpha");
            answers.awaitEnd();
        }
    }

    private static ServerReflectionResponse ask(Optional<ReflectionFallback> fallback, ServerReflectionRequest question)
            throws Exception {
        return askAll(fallback, List.of(question)).getFirst();
    }

    private static List<ServerReflectionResponse> askAll(
            Optional<ReflectionFallback> fallback, List<ServerReflectionRequest> questions) throws Exception {
        Reflection reflection = new Reflection(Contract.shipped(), fallback);
        try (LoopbackServer server = LoopbackServer.serving(reflection.services())) {
            Answers<ServerReflectionResponse> answers = new Answers<>();
            StreamObserver<ServerReflectionRequest> stream =
                    ServerReflectionGrpc.newStub(server.channel()).serverReflectionInfo(answers);
            questions.forEach(stream::onNext);
            stream.onCompleted();
            List<ServerReflectionResponse> responses = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                responses.add(answers.next());
            }
            answers.awaitEnd();
            return responses;
        }
    }

    private static ServerReflectionRequest list() {
        return ServerReflectionRequest.newBuilder().setListServices("*").build();
    }

    private static ServerReflectionRequest symbol(String symbol) {
        return ServerReflectionRequest.newBuilder()
                .setHost("localhost")
                .setFileContainingSymbol(symbol)
                .build();
    }

    private static ServerReflectionRequest numbers(String type) {
        return ServerReflectionRequest.newBuilder()
                .setAllExtensionNumbersOfType(type)
                .build();
    }

    private static List<String> names(ServerReflectionResponse response) {
        return response.getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
    }

    private static List<FileDescriptorProto> files(ServerReflectionResponse response) throws Exception {
        List<FileDescriptorProto> files = new ArrayList<>();
        for (ByteString file : response.getFileDescriptorResponse().getFileDescriptorProtoList()) {
            files.add(FileDescriptorProto.parseFrom(file));
        }
        return files;
    }
}
