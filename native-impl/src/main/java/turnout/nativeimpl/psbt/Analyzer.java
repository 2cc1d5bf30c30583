package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.psbt.PsbtAnalysis.InputAnalysis;
import turnout.nativeimpl.psbt.PsbtAnalysis.Problem;
import turnout.nativeimpl.psbt.PsbtAnalysis.Role;

/** Tells what a PSBT lacks, as Core's AnalyzePSBT. */
public final class Analyzer {

    // Core's nBytesPerSigOp.
    private static final int BYTES_PER_SIGOP = 20;

    private final Psbt psbt;
    private final Finisher finisher;

    private Analyzer(Psbt psbt) throws LockTimeConflict {
        this.psbt = psbt;
        this.finisher = Finisher.of(psbt);
    }

    public static PsbtAnalysis analyze(Psbt psbt) throws LockTimeConflict {
        return new Analyzer(psbt).analyze();
    }

    private PsbtAnalysis analyze() {
        long total = 0;
        List<RawOutput> spent = new ArrayList<>();
        for (int i = 0; i < psbt.inputs().size(); i++) {
            RawOutput output = finisher.facts().get(i).spent();
            if (output == null) {
                continue;
            }
            total += output.value();
            if (!Finisher.isMoney(output) || !Finisher.isMoney(total)) {
                return PsbtAnalysis.of(Problem.INPUT_VALUE, i);
            }
            if (ScriptCursor.isUnspendable(output.scriptPubKey())) {
                return PsbtAnalysis.of(Problem.UNSPENDABLE_OUTPUT, i);
            }
            spent.add(output);
        }
        List<InputAnalysis> inputs = new ArrayList<>();
        List<Finishing> finishings = new ArrayList<>();
        Role next = Role.EXTRACTOR;
        for (int i = 0; i < psbt.inputs().size(); i++) {
            finishings.add(finisher.finish(i));
            InputAnalysis analysis = input(i, finishings.get(i));
            next = analysis.next().compareTo(next) < 0 ? analysis.next() : next;
            inputs.add(analysis);
        }
        if (spent.size() < inputs.size()) {
            return new PsbtAnalysis(inputs, next, Problem.NONE, null, null, null);
        }
        long paid = 0;
        for (RawOutput payment : psbt.payments()) {
            paid += payment.value();
            if (!Finisher.isMoney(payment) || !Finisher.isMoney(paid)) {
                return PsbtAnalysis.of(Problem.OUTPUT_VALUE, null);
            }
        }
        return new PsbtAnalysis(inputs, next, Problem.NONE, null, total - paid, estimate(inputs, finishings, spent));
    }

    private InputAnalysis input(int input, Finishing finishing) {
        if (finisher.facts().get(input).spent() == null) {
            return new InputAnalysis(false, false, Role.UPDATER, null);
        }
        if (finishing.finished()) {
            boolean signed = finishing.made() == null && finisher.isSigned(input);
            return new InputAnalysis(true, signed, signed ? Role.EXTRACTOR : Role.FINALIZER, null);
        }
        Satisfaction missing = finishing.made();
        boolean signer = missing != null && missing.wantsSignaturesOnly();
        return new InputAnalysis(true, false, signer ? Role.SIGNER : Role.UPDATER, missing);
    }

    /** Virtual bytes, with dummies where signatures are missing; null where an input cannot be guessed. */
    private @Nullable Integer estimate(List<InputAnalysis> inputs, List<Finishing> finishings, List<RawOutput> spent) {
        List<RawInput> spends = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            SpendingFacts facts = finisher.facts().get(i);
            Satisfaction made = finishings.get(i).made();
            if (finishings.get(i).finished()) {
                // Core cannot check a finished taproot input here, and then wants to see its previous transaction.
                if (facts.isTaproot() && !facts.isProven()) {
                    return null;
                }
            } else {
                made = facts.isFinal() ? null : guess(facts);
                if (made == null) {
                    return null;
                }
            }
            spends.add(Finisher.withScripts(
                    psbt.spends().get(i),
                    made == null ? facts.finalScriptSig() : made.scriptSig,
                    made == null ? facts.finalWitness() : made.witness));
        }
        RawTransaction guessed = Transactions.of(0, spends, psbt.payments(), 0);
        int weight = Math.max(guessed.weight(), BYTES_PER_SIGOP * SigopCost.of(guessed, spent));
        return (weight + 3) / 4;
    }

    private static @Nullable Satisfaction guess(SpendingFacts facts) {
        Satisfaction made = Satisfier.guess(facts);
        boolean usable = made.solved && Finisher.agreesOnSighash(facts) && (facts.isProven() || made.usesWitness);
        return usable ? made : null;
    }
}
