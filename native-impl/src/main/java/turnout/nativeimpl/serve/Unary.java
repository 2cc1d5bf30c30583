package turnout.nativeimpl.serve;

import io.grpc.stub.StreamObserver;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.refusal.RefusalStatus;

/** Answers a unary call with an operation. */
public final class Unary {

    private Unary() {}

    public static <Q, A> void answer(Q request, StreamObserver<A> caller, Operation<Q, A> operation) {
        A answer;
        try {
            answer = operation.answer(request);
        } catch (Refusal refusal) {
            caller.onError(RefusalStatus.of(refusal));
            return;
        } catch (RuntimeException | LinkageError fault) {
            caller.onError(RefusalStatus.of(Faults.refusal(fault)));
            return;
        }
        caller.onNext(answer);
        caller.onCompleted();
    }
}
