package turnout.router.journal;

import java.time.Instant;
import java.util.List;
import turnout.router.call.EngineName;
import turnout.router.compare.FieldDifference;
import turnout.router.compare.Outcome;

/**
 * One mismatch, whole but for what is sensitive.
 *
 * @param id the hash of the cluster that it was kept for, and a number: {@code 3f9a21c0de-2}
 * @param clusters hashes of those that it stands for; what else differs is in the differences
 * @param key what keeps the caller on one engine, as text (bytes in hex); a sensitive one as digest; empty for none
 */
public record Exemplar(
        String id,
        List<String> clusters,
        String operation,
        String component,
        Instant time,
        EngineName servedBy,
        Outcome outcome,
        List<FieldDifference> differences,
        StoredMessage request,
        StoredReply served,
        StoredReply other,
        Versions versions,
        long flagRev,
        String callId,
        String key) {

    /** Why the same call cannot be made again; empty where it can. */
    public String notReplayable() {
        return request.remark();
    }

    public StoredReply of(EngineName engine) {
        return engine == servedBy ? served : other;
    }
}
