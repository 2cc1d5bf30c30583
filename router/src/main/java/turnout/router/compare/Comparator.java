package turnout.router.compare;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.rpc.Status;
import java.util.Arrays;
import java.util.Optional;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/**
 * Compares replies by the contract's field rules. Pure, any thread; never throws, whatever the replies hold.
 *
 * <p>Equal bytes are equal replies, which is nearly every comparison; only what differs is parsed. Parsed by protobuf's
 * own parser rather than by a walk over the wire, because what an encoding means (the last of two values, packed or not,
 * a message in pieces, maps, UTF-8, unknown enums) is exactly what two engines' encoders differ in.
 */
public final class Comparator {

    /** Above 4 MiB a parsed pair would hold the heap of some hundred others. */
    public static final int LARGEST_BODY_BYTES = 4 * 1024 * 1024;

    private final BodyComparison bodies;
    private final BodyComparison failures;
    private final int largestBodyBytes;

    private Comparator(BodyComparison bodies, BodyComparison failures, int largestBodyBytes) {
        this.bodies = bodies;
        this.failures = failures;
        this.largestBodyBytes = largestBodyBytes;
    }

    public static Comparator of(Operations operations, Digests digests) {
        return of(operations, digests, LARGEST_BODY_BYTES);
    }

    /** @param largestBodyBytes larger bodies are compared byte by byte only, and not compared where those differ */
    public static Comparator of(Operations operations, Digests digests, int largestBodyBytes) {
        Text text = new Text(digests);
        return new Comparator(
                new BodyComparison(RuleBook.ofBodies(operations), text),
                new BodyComparison(RuleBook.ofFailures(operations), text),
                largestBodyBytes);
    }

    /** @param operation one of those that the comparator was made for */
    public Comparison compare(Operation operation, ComparedReply served, ComparedReply other) {
        if (served.failed() || other.failed()) {
            return compareFailures(served, other);
        }
        if (Arrays.equals(served.body(), other.body())) {
            return Comparison.MATCH;
        }
        Descriptor type = operation.descriptor().getOutputType();
        if (tooLarge(type, served.body(), other.body())) {
            return Comparison.notCompared("too-large");
        }
        Differences differences = Differences.keeping();
        try {
            bodies.compare(type, served.body(), other.body(), Path.BODY, differences);
        } catch (Effort.SpentException e) {
            return Comparison.notCompared("too-large");
        }
        return comparison(differences, Outcome.MISMATCH);
    }

    private Comparison compareFailures(ComparedReply served, ComparedReply other) {
        Optional<String> silence = Statuses.silence(served, other);
        if (silence.isPresent()) {
            return Comparison.notCompared(silence.get());
        }
        Differences differences = Differences.keeping();
        if (served.status() != other.status()) {
            differences.add(
                    Path.STATUS, "status", () -> Statuses.name(served.status()), () -> Statuses.name(other.status()));
        }
        if (served.failed() && other.failed() && !Arrays.equals(served.details(), other.details())) {
            Descriptor type = Status.getDescriptor();
            if (tooLarge(type, served.details(), other.details())) {
                return Comparison.notCompared("too-large");
            }
            try {
                failures.compare(type, served.details(), other.details(), Path.DETAILS, differences);
            } catch (Effort.SpentException e) {
                return Comparison.notCompared("too-large");
            }
        }
        return comparison(differences, Outcome.ERROR_DIVERGENCE);
    }

    private boolean tooLarge(Descriptor type, byte[] served, byte[] other) {
        return Math.max(served.length, other.length) > largestBodyBytes
                || !ObjectCount.few(served, type)
                || !ObjectCount.few(other, type);
    }

    private static Comparison comparison(Differences differences, Outcome otherwise) {
        if (differences.basisMoved()) {
            return Comparison.notCompared("basis");
        }
        if (!differences.kept().isEmpty()) {
            return new Comparison(otherwise, "", differences.kept());
        }
        return differences.tolerated() ? Comparison.TOLERATED : Comparison.MATCH;
    }
}
