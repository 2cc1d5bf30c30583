package turnout.router.compare;

import java.util.Arrays;
import java.util.List;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/** Compares replies by the contract's field rules: bytes first, then parsed. Pure, any thread, never throws. */
public final class Comparator {

    /** Above 4 MiB a parsed pair would hold the heap of some hundred others. */
    public static final int LARGEST_BODY_BYTES = 4 * 1024 * 1024;

    private final int largestBodyBytes;

    private Comparator(Operations operations, Digests digests, int largestBodyBytes) {
        this.largestBodyBytes = largestBodyBytes;
    }

    public static Comparator of(Operations operations, Digests digests) {
        return of(operations, digests, LARGEST_BODY_BYTES);
    }

    /** @param largestBodyBytes larger bodies are compared byte by byte only, and not compared where those differ */
    public static Comparator of(Operations operations, Digests digests, int largestBodyBytes) {
        return new Comparator(operations, digests, largestBodyBytes);
    }

    /** @param operation one of those that the comparator was made for */
    public Comparison compare(Operation operation, ComparedReply served, ComparedReply other) {
        if (served.status() == other.status()
                && Arrays.equals(served.details(), other.details())
                && Arrays.equals(served.body(), other.body())) {
            return Comparison.MATCH;
        }
        if (Math.max(served.body().length, other.body().length) > largestBodyBytes) {
            return Comparison.notCompared("too-large");
        }
        return new Comparison(
                served.failed() || other.failed() ? Outcome.ERROR_DIVERGENCE : Outcome.MISMATCH, "", List.of());
    }
}
