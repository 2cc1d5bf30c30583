package turnout.router.app;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.reflection.v1.ServerReflectionProto;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import turnout.router.answers.ReflectionFallback;
import turnout.router.call.Body;
import turnout.router.call.Reply;
import turnout.router.engine.GrpcEngine;

/** Asks PYTHON's own reflection, which may know services that the contract does not. One question a stream. */
final class PythonReflection implements ReflectionFallback {

    /** Somebody types at a prompt: a sidecar that takes longer has no reflection worth waiting for. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final MethodDescriptor METHOD = ServerReflectionProto.getDescriptor()
            .findServiceByName("ServerReflection")
            .findMethodByName("ServerReflectionInfo");

    private final GrpcEngine python;

    PythonReflection(GrpcEngine python) {
        this.python = python;
    }

    @Override
    public CompletionStage<ServerReflectionResponse> ask(ServerReflectionRequest request) {
        return python.ask(METHOD, Body.of(request.toByteArray()), DEADLINE).thenApply(PythonReflection::response);
    }

    private static ServerReflectionResponse response(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> parsed(answer);
            case Reply.Failure failure ->
                throw new IllegalStateException("PYTHON's reflection ended with status " + failure.status());
        };
    }

    private static ServerReflectionResponse parsed(Reply.Answer answer) {
        try {
            return ServerReflectionResponse.parseFrom(answer.body().view());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("PYTHON's reflection sent something else", e);
        } finally {
            answer.body().release();
        }
    }
}
