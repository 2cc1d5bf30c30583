package turnout.router.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the journal may take.
 *
 * @param directory its own; made when the first mismatch is written
 * @param mostBytes on disk, a quarter of it for wrong answers
 * @param exemplars of a cluster
 * @param queue mismatches that may wait to be written; more are dropped
 * @param queueBytes that they hold on the heap; more are dropped
 */
public record JournalRules(Path directory, long mostBytes, int exemplars, int queue, long queueBytes) {

    public static final long LEAST_BYTES = 1 << 20;

    /** After it a full cluster takes one more, so that it shows what is wrong today as well. */
    static final Duration FRESH_AFTER = Duration.ofHours(1);

    /** Which component is wrong in more ways than this has one cause. */
    private static final int MOST_CLUSTERS = 2_000;

    /** A thousand waiting mismatches of the usual few hundred bytes, or a few large ones. */
    public static JournalRules of(Path directory, long mostBytes, int exemplars) {
        return new JournalRules(directory, mostBytes, exemplars, 1_000, 16 << 20);
    }

    public JournalRules {
        if (mostBytes < LEAST_BYTES || exemplars < 1 || queue < 1 || queueBytes < 1) {
            throw new IllegalArgumentException("a journal that can hold nothing");
        }
    }

    long exemplarBytes() {
        return mostBytes / 4 * 3;
    }

    long wrongAnswerBytes() {
        return mostBytes / 4;
    }

    /** Cleaning goes by segments, so there are some. */
    long segmentBytes() {
        return Math.min(8 << 20, exemplarBytes() / 16);
    }

    /** What is larger is kept without its messages. */
    long exemplarBytesMost() {
        return Math.min(8 << 20, exemplarBytes() / 8);
    }

    /** So many that their counts alone do not fill the files. */
    int mostClusters() {
        return (int) Math.min(MOST_CLUSTERS, exemplarBytes() >> 14);
    }
}
