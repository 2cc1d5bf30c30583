package turnout.router.answers;

import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * One caller's questions. The next is taken when the last is answered and the caller has room for more, so answers keep
 * the order of the questions, wherever they come from, and nothing piles up. Any thread.
 */
final class ReflectionStream implements StreamObserver<ServerReflectionRequest> {

    private final ReflectionAnswers reflection;
    private final ServerCallStreamObserver<ServerReflectionResponse> answers;
    private boolean waitsForRoom;
    private boolean answering;
    private boolean halfClosed;
    private boolean ended;
    private boolean asking;
    private boolean askAgain;

    private ReflectionStream(ReflectionAnswers reflection, ServerCallStreamObserver<ServerReflectionResponse> answers) {
        this.reflection = reflection;
        this.answers = answers;
    }

    static ReflectionStream open(
            ReflectionAnswers reflection, ServerCallStreamObserver<ServerReflectionResponse> answers) {
        ReflectionStream stream = new ReflectionStream(reflection, answers);
        answers.disableAutoRequest();
        answers.setOnReadyHandler(stream::roomAgain);
        answers.setOnCancelHandler(stream::cancelled);
        answers.request(1);
        return stream;
    }

    @Override
    public void onNext(ServerReflectionRequest request) {
        synchronized (this) {
            answering = true;
        }
        reflection.answer(request).thenAccept(this::send);
    }

    @Override
    public synchronized void onError(Throwable t) {
        ended = true;
    }

    @Override
    public synchronized void onCompleted() {
        halfClosed = true;
        if (!answering) {
            complete();
        }
    }

    private synchronized void send(ServerReflectionResponse response) {
        answering = false;
        if (ended) {
            return;
        }
        answers.onNext(response);
        if (halfClosed) {
            complete();
        } else if (answers.isReady()) {
            askNext();
        } else {
            waitsForRoom = true;
        }
    }

    private synchronized void roomAgain() {
        if (waitsForRoom) {
            waitsForRoom = false;
            askNext();
        }
    }

    /** A question that lies ready may arrive, and be answered, inside the request for it: a loop, not a recursion. */
    private void askNext() {
        askAgain = true;
        if (asking) {
            return;
        }
        asking = true;
        while (askAgain) {
            askAgain = false;
            answers.request(1);
        }
        asking = false;
    }

    private void complete() {
        if (!ended) {
            ended = true;
            answers.onCompleted();
        }
    }

    private synchronized void cancelled() {
        ended = true;
    }
}
