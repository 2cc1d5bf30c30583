package turnout.router.answers;

import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One caller who watches a service: told the status at once, then each time that it differs from the last told. A caller
 * who reads slowly misses what lies between, so nothing piles up. Any thread.
 */
final class HealthWatch {

    private final ServerCallStreamObserver<HealthCheckResponse> answers;
    private final Supplier<ServingStatus> status;
    private final Consumer<HealthWatch> over;
    private ServingStatus told = ServingStatus.UNRECOGNIZED;
    private boolean ended;

    /** @param over called when nobody watches any more */
    HealthWatch(
            ServerCallStreamObserver<HealthCheckResponse> answers,
            Supplier<ServingStatus> status,
            Consumer<HealthWatch> over) {
        this.answers = answers;
        this.status = status;
        this.over = over;
        answers.setOnReadyHandler(this::look);
        answers.setOnCancelHandler(this::cancelled);
    }

    synchronized void look() {
        boolean first = told == ServingStatus.UNRECOGNIZED;
        if (!ended && (first || answers.isReady())) {
            tell();
        }
    }

    /** Ends the stream, which by itself never would and so would hold up a drain; the caller watches elsewhere. */
    synchronized void end() {
        if (!ended) {
            tell();
            ended = true;
            over.accept(this);
            answers.onError(
                    Status.UNAVAILABLE.withDescription("the gateway drains").asRuntimeException());
        }
    }

    private void tell() {
        ServingStatus now = status.get();
        if (now != told) {
            told = now;
            answers.onNext(HealthCheckResponse.newBuilder().setStatus(now).build());
        }
    }

    private synchronized void cancelled() {
        ended = true;
        over.accept(this);
    }
}
