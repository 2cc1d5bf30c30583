package turnout.router.journal;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import turnout.router.call.Operation;
import turnout.router.compare.ComparedReply;
import turnout.router.compare.Digests;
import turnout.router.compare.FieldDifference;

/** Makes of a mismatch what may be written down. Any thread. */
final class Redactor {

    private final Digests digests;
    private final Supplier<Versions> versions;
    private final Reach reach = new Reach();

    Redactor(Digests digests, Supplier<Versions> versions) {
        this.digests = digests;
        this.versions = versions;
    }

    /** @param clusters that it is kept for */
    Exemplar exemplar(String id, List<ClusterState> clusters, Mismatch mismatch) {
        Operation operation = mismatch.operation();
        Secrets secrets = new Secrets();
        StoredMessage request =
                Redaction.of(operation.descriptor().getInputType(), mismatch.request(), digests, secrets);
        StoredReply served = reply(operation, mismatch.served(), secrets);
        StoredReply other = reply(operation, mismatch.other(), secrets);
        // What a value was cut to cannot be recognised, so one that is in a wrong place makes all of them digests.
        boolean astray = secrets.in(request.bytes())
                || secrets.in(served.body().bytes())
                || secrets.in(other.body().bytes());
        return new Exemplar(
                id,
                clusters.stream().map(cluster -> cluster.key().hash()).toList(),
                operation.name(),
                operation.component(),
                mismatch.time(),
                mismatch.servedBy(),
                mismatch.comparison().outcome(),
                mismatch.comparison().differences().stream()
                        .map(difference -> difference(operation, difference, astray, secrets))
                        .toList(),
                withheld(request, secrets),
                withheld(served, secrets),
                withheld(other, secrets),
                versions.get(),
                mismatch.flagRev(),
                mismatch.callId(),
                key(mismatch, secrets));
    }

    WrongAnswer wrongAnswer(Collection<ClusterKey> clusters, Mismatch mismatch) {
        Secrets secrets = new Secrets();
        Redaction.of(mismatch.operation().descriptor().getInputType(), mismatch.request(), digests, secrets);
        return new WrongAnswer(
                mismatch.callId(),
                mismatch.time(),
                mismatch.operation().name(),
                mismatch.operation().component(),
                key(mismatch, secrets),
                clusters.stream().map(ClusterKey::hash).toList());
    }

    private StoredReply reply(Operation operation, ComparedReply reply, Secrets secrets) {
        StoredMessage details = reach.touchesSensitive(operation)
                ? RedactedDetails.of(reply.details(), digests)
                : StoredMessage.exactly(reply.details());
        StoredMessage body = reply.failed()
                ? StoredMessage.exactly(new byte[0])
                : Redaction.of(operation.descriptor().getOutputType(), reply.body(), digests, secrets);
        return new StoredReply(reply.status(), details, body);
    }

    /** The comparison wrote digests for sensitive fields; left are texts of failures, and values in wrong places. */
    private FieldDifference difference(
            Operation operation, FieldDifference difference, boolean astray, Secrets secrets) {
        boolean texts = astray
                || (difference.pattern().startsWith("grpc-status-details")
                        && !difference.pattern().matches(".*\\.(reason|domain|field)")
                        && reach.touchesSensitive(operation));
        String path = secrets.in(difference.path()) ? difference.pattern() : difference.path();
        return new FieldDifference(
                path,
                difference.pattern(),
                difference.kind(),
                value(difference.served(), texts, secrets),
                value(difference.other(), texts, secrets));
    }

    private String value(String text, boolean digested, Secrets secrets) {
        boolean taken = !text.isEmpty() && (digested || secrets.in(text));
        return taken ? "digest:" + digests.digest(text) : text;
    }

    private String key(Mismatch mismatch, Secrets secrets) {
        return value(CallKey.of(mismatch, digests), false, secrets);
    }

    private static StoredReply withheld(StoredReply reply, Secrets secrets) {
        return new StoredReply(reply.status(), withheld(reply.details(), secrets), withheld(reply.body(), secrets));
    }

    private static StoredMessage withheld(StoredMessage message, Secrets secrets) {
        return secrets.in(message.bytes())
                ? StoredMessage.leftOut(message.length(), "withheld: it holds a sensitive value in another field")
                : message;
    }
}
