package turnout.nativeimpl.chain;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A streaming call's caller who takes as many messages as the test lets it. */
final class FakeCaller<A> extends ServerCallStreamObserver<A> {

    final List<A> received = new ArrayList<>();

    @Nullable
    Throwable error;

    boolean completed;

    private int room;
    private boolean cancelled;
    private Runnable onReady = () -> {};

    /** A caller with room for some messages. */
    FakeCaller(int room) {
        this.room = room;
    }

    /** Takes some more, as the transport tells it. */
    void take(int more) {
        room += more;
        onReady.run();
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void onNext(A value) {
        received.add(value);
        room--;
    }

    @Override
    public void onError(Throwable thrown) {
        error = thrown;
    }

    @Override
    public void onCompleted() {
        completed = true;
    }

    @Override
    public boolean isReady() {
        return room > 0;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
        onReady = handler;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
}
