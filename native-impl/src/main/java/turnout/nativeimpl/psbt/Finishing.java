package turnout.nativeimpl.psbt;

import org.jspecify.annotations.Nullable;

/**
 * How finalizing one input went.
 *
 * @param finished whether it has final scripts now
 * @param made what was made of its facts; null where it was final before
 */
record Finishing(boolean finished, @Nullable Satisfaction made) {

    static Finishing already() {
        return new Finishing(true, null);
    }

    static Finishing now(Satisfaction made) {
        return new Finishing(true, made);
    }

    static Finishing missing(Satisfaction made) {
        return new Finishing(false, made);
    }
}
