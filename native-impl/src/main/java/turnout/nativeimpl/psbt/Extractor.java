package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawTransaction;

/** The extractor of BIP174. */
public final class Extractor {

    private Extractor() {}

    /** The transaction with its final scripts; empty where an input has none. */
    public static Optional<RawTransaction> extract(Psbt psbt) throws LockTimeConflict {
        int lockTime = psbt.lockTime();
        List<RawInput> inputs = new ArrayList<>();
        for (int i = 0; i < psbt.inputs().size(); i++) {
            SpendingFacts facts = SpendingFacts.of(psbt, i);
            if (!facts.isFinal()) {
                return Optional.empty();
            }
            inputs.add(Finisher.withScripts(psbt.spends().get(i), facts.finalScriptSig(), facts.finalWitness()));
        }
        return Optional.of(Transactions.of(psbt.transactionVersion(), inputs, psbt.payments(), lockTime));
    }
}
