package turnout.nativeimpl.psbt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a PSBT lacks, and what it will cost.
 *
 * @param inputs empty with a problem
 * @param problemInput the input that has the problem; null where none has
 * @param fee null where an output spent is unknown
 * @param estimatedVsize null where it cannot be told
 */
public record PsbtAnalysis(
        List<InputAnalysis> inputs,
        Role next,
        Problem problem,
        @Nullable Integer problemInput,
        @Nullable Long fee,
        @Nullable Integer estimatedVsize) {

    /** Who works on a PSBT, in the order of work. */
    public enum Role {
        CREATOR,
        UPDATER,
        SIGNER,
        FINALIZER,
        EXTRACTOR
    }

    /** Why nothing can be said. */
    public enum Problem {
        NONE,
        INPUT_VALUE,
        UNSPENDABLE_OUTPUT,
        OUTPUT_VALUE,
        LOCK_TIME
    }

    /** @param missing null where nothing is known to be missing */
    public record InputAnalysis(
            boolean hasUtxo,
            boolean isFinal,
            Role next,
            @Nullable Satisfaction missing) {}

    static PsbtAnalysis of(Problem problem, @Nullable Integer input) {
        return new PsbtAnalysis(List.of(), Role.CREATOR, problem, input, null, null);
    }

    /** Of inputs that require lock times of both kinds. */
    public static PsbtAnalysis ofLockTimeConflict() {
        return of(Problem.LOCK_TIME, null);
    }

    /** Satoshis per 1,000 vbytes, rounded down; null where either part is. */
    public @Nullable Long estimatedFeeRate() {
        return fee == null || estimatedVsize == null ? null : Math.floorDiv(fee * 1000, estimatedVsize);
    }
}
