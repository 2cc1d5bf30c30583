package turnout.nativeimpl.serve;

import turnout.nativeimpl.refusal.Refusal;

/** One unary operation: the same request always gets the same answer. Runs on the calling thread and keeps nothing. */
@FunctionalInterface
public interface Operation<Q, A> {

    A answer(Q request) throws Refusal;
}
