package turnout.router.journal;

import java.time.Instant;
import java.util.List;

/**
 * What the index keeps of an exemplar.
 *
 * @param clusters those that it stands for
 */
record Head(String id, String component, Instant time, List<ClusterKey> clusters) {}
