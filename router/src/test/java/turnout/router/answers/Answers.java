package turnout.router.answers;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a stream brings, one after the other. */
final class Answers<T> implements StreamObserver<T> {

    private sealed interface Event<T> {}

    private record Message<T>(T message) implements Event<T> {}

    private record Failure<T>(Throwable cause) implements Event<T> {}

    private record Completed<T>() implements Event<T> {}

    private final BlockingQueue<Event<T>> events = new LinkedBlockingQueue<>();

    @Override
    public void onNext(T message) {
        events.add(new Message<>(message));
    }

    @Override
    public void onError(Throwable cause) {
        events.add(new Failure<>(cause));
    }

    @Override
    public void onCompleted() {
        events.add(new Completed<>());
    }

    T next() throws Exception {
        return switch (event()) {
            case Message<T>(T message) -> message;
            case Failure<T>(Throwable cause) -> throw new AssertionError("the stream failed", cause);
            case Completed<T>() -> throw new AssertionError("the stream ended");
        };
    }

    Throwable failure() throws Exception {
        return switch (event()) {
            case Message<T>(T message) -> throw new AssertionError("another message: " + message);
            case Failure<T>(Throwable cause) -> cause;
            case Completed<T>() -> throw new AssertionError("the stream ended");
        };
    }

    void awaitEnd() throws Exception {
        if (!(event() instanceof Completed<T>)) {
            throw new AssertionError("the stream did not end here");
        }
    }

    private Event<T> event() throws Exception {
        Event<T> event = events.poll(30, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing came");
        }
        return event;
    }
}
