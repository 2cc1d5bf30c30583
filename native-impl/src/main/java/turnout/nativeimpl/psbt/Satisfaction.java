package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Slice;

/**
 * What an input's facts make of it: its scriptSig and witness, or what was missed on the way. Filled by
 * {@link Satisfier}, read by others.
 */
public final class Satisfaction {

    boolean solved;
    boolean usesWitness;
    Slice scriptSig = Slice.of(new byte[0]);
    List<Slice> witness = new ArrayList<>();
    final List<Slice> missingPublicKeys = new ArrayList<>();
    final List<Slice> missingSignatures = new ArrayList<>();

    @Nullable
    Slice missingRedeemScript;

    @Nullable
    Slice missingWitnessScript;

    /** HASH160 of each. */
    public List<Slice> missingPublicKeys() {
        return missingPublicKeys;
    }

    /** HASH160 of the public key of each. */
    public List<Slice> missingSignatures() {
        return missingSignatures;
    }

    /** HASH160 of it; null where none is missing. */
    public @Nullable Slice missingRedeemScript() {
        return missingRedeemScript;
    }

    /** SHA256 of it; null where none is missing. */
    public @Nullable Slice missingWitnessScript() {
        return missingWitnessScript;
    }

    /** Whether signatures are all that is missing. */
    boolean wantsSignaturesOnly() {
        return !missingSignatures.isEmpty()
                && missingPublicKeys.isEmpty()
                && missingRedeemScript == null
                && missingWitnessScript == null;
    }
}
