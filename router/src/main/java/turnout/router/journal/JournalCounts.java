package turnout.router.journal;

import java.util.Map;

/**
 * How the journal itself is doing; counts are since the start.
 *
 * @param droppedMismatches that, with noise, found the queue full
 * @param failedWrites of exemplars, counts and wrong answers
 * @param failing whether the last write failed: an alarm, until there is room again
 * @param broken places in the files that could not be read
 * @param torn files that ended in half a record
 * @param bytes on disk
 * @param wrongAnswers that NATIVE served, by component
 * @param unlistedWrongAnswers that were served, and for which no line could be kept until there was room
 */
public record JournalCounts(
        long droppedMismatches,
        long failedWrites,
        boolean failing,
        int broken,
        int torn,
        long bytes,
        Map<String, Long> wrongAnswers,
        long unlistedWrongAnswers) {}
