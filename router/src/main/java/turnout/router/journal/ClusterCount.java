package turnout.router.journal;

import java.time.Instant;

/**
 * How often a cluster was seen by now: absolute, so that reading it twice changes nothing.
 *
 * @param numbered exemplars that ever got a number; none is given twice
 */
record ClusterCount(ClusterKey key, long count, Instant firstSeen, Instant lastSeen, int numbered) {}
