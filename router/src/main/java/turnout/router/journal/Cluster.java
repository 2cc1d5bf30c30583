package turnout.router.journal;

import java.time.Instant;
import java.util.List;

/**
 * All mismatches of one field of one operation.
 *
 * @param hash its short name, with which its exemplars' ids begin
 * @param component of the operation; empty where no exemplar is left to tell
 * @param exemplars ids, oldest first
 */
public record Cluster(
        String hash,
        String component,
        ClusterKey key,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        List<String> exemplars) {}
