package turnout.router.answers;

import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import java.util.concurrent.CompletionStage;

/**
 * Who is asked about what the contract does not know: PYTHON may serve more than it. Returns at once; the stage may
 * complete on any thread, must complete some time, and fails when there is nobody to ask.
 */
@FunctionalInterface
public interface ReflectionFallback {

    CompletionStage<ServerReflectionResponse> ask(ServerReflectionRequest request);
}
