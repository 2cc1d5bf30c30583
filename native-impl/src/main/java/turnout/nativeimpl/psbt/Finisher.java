package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.interpreter.ScriptError;
import turnout.nativeimpl.interpreter.ScriptFlags;
import turnout.nativeimpl.interpreter.ScriptVerifier;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.sighash.HashType;
import turnout.nativeimpl.sighash.LeafContext;
import turnout.nativeimpl.sighash.SharedHashes;
import turnout.nativeimpl.sighash.TaprootSighash;
import turnout.nativeimpl.transaction.TransactionRules;

/**
 * Finalizes the inputs of one PSBT, and checks what is final, by Core's standard script rules (SignPSBTInput without
 * keys). Holds each input's scripts as they are found. One owner, one thread.
 */
public final class Finisher {

    // Hashing the whole transaction for each input is the dearest that a PSBT can ask for.
    private static final long MAX_WORK = 20_000_000;
    private static final RawOutput UNKNOWN = new RawOutput(0, Slice.of(new byte[0]));

    private final Psbt psbt;
    private final List<SpendingFacts> facts = new ArrayList<>();
    private final List<RawInput> inputs;
    private final RawTransaction transaction;
    private final SharedHashes hashes;
    private final boolean knowsAll;
    private final boolean hasMoney;

    private Finisher(Psbt psbt, RawTransaction unsigned) {
        this.psbt = psbt;
        List<RawOutput> prevouts = new ArrayList<>();
        boolean all = true;
        for (int i = 0; i < psbt.inputs().size(); i++) {
            facts.add(SpendingFacts.of(psbt, i));
            RawOutput spent = facts.get(i).spent();
            all &= spent != null;
            prevouts.add(spent == null ? UNKNOWN : spent);
        }
        knowsAll = all;
        hasMoney = Stream.concat(prevouts.stream(), psbt.payments().stream()).allMatch(Finisher::isMoney);
        // The list is shared with the transaction: an input's scripts stand in it while they are checked, and no hash
        // that inputs share depends on them.
        inputs = new ArrayList<>(psbt.spends());
        transaction = new RawTransaction(
                unsigned.bytes(),
                unsigned.version(),
                inputs,
                unsigned.outputs(),
                unsigned.lockTime(),
                unsigned.hasWitness(),
                unsigned.coreOffset(),
                unsigned.coreLength());
        hashes = new SharedHashes(transaction, prevouts);
    }

    public static Finisher of(Psbt psbt) throws LockTimeConflict {
        return new Finisher(psbt, psbt.transaction());
    }

    /** Whether a PSBT is too large to sign or to check: inputs times bytes of its transaction. */
    public static boolean isTooMuch(Psbt psbt) throws LockTimeConflict {
        return (long) psbt.inputs().size() * psbt.transaction().size() > MAX_WORK;
    }

    static boolean isMoney(RawOutput output) {
        return isMoney(output.value());
    }

    static boolean isMoney(long value) {
        return value >= 0 && value <= TransactionRules.MAX_MONEY;
    }

    List<SpendingFacts> facts() {
        return facts;
    }

    /** Whether an input's final scriptSig and witness hold. */
    public boolean isSigned(int input) {
        SpendingFacts known = facts.get(input);
        return holds(input, known.finalScriptSig(), known.finalWitness());
    }

    /** Whether an input has, or gets, final scripts; what it has not otherwise. */
    Finishing finish(int input) {
        SpendingFacts known = facts.get(input);
        if (isSigned(input)) {
            return Finishing.already();
        }
        if (known.spent() == null || !agreesOnSighash(known)) {
            return Finishing.missing(new Satisfaction());
        }
        if (known.isFinal()) {
            // Core takes these unchecked where the whole previous transaction is there.
            return known.isProven() ? Finishing.already() : Finishing.missing(new Satisfaction());
        }
        Satisfaction made = Satisfier.satisfy(known, leafHash -> message(input, leafHash));
        boolean whole =
                made.solved && holds(input, made.scriptSig, made.witness) && (known.isProven() || made.usesWitness);
        return whole ? Finishing.now(made) : Finishing.missing(made);
    }

    private @Nullable TapMessage message(int input, Slice leafHash) {
        int hashType = facts.get(input).sighashType().orElse(HashType.DEFAULT);
        LeafContext leaf = leafHash.isEmpty() ? null : new LeafContext(leafHash.toByteArray(), -1);
        byte[] message = knowsAll ? TaprootSighash.hash(hashes, input, hashType, null, leaf) : null;
        return message == null ? null : new TapMessage(hashType, message);
    }

    private boolean holds(int input, Slice scriptSig, List<Slice> witness) {
        SpendingFacts known = facts.get(input);
        if (known.spent() == null || !hasMoney || (known.isTaproot() && !knowsAll)) {
            return false;
        }
        RawInput unsigned = inputs.get(input);
        inputs.set(input, withScripts(unsigned, scriptSig, witness));
        try {
            return ScriptVerifier.verify(hashes, input, ScriptFlags.STANDARD) == ScriptError.OK;
        } finally {
            inputs.set(input, unsigned);
        }
    }

    static RawInput withScripts(RawInput input, Slice scriptSig, List<Slice> witness) {
        return new RawInput(input.previousTxid(), input.vout(), scriptSig, input.sequence(), witness);
    }

    /** Whether every signature there has the hash type that the input names, or the default one. */
    static boolean agreesOnSighash(SpendingFacts known) {
        int expected = known.sighashType().orElse(known.isTaproot() ? HashType.DEFAULT : HashType.ALL);
        List<Slice> schnorr = new ArrayList<>();
        known.tapSignatures().forEach(schnorr::add);
        if (!known.tapKeySignature().isEmpty()) {
            schnorr.add(known.tapKeySignature());
        }
        if (expected == HashType.DEFAULT) {
            return schnorr.stream().allMatch(signature -> signature.length() == 64);
        }
        boolean ecdsa = true;
        for (Slice signature : known.signatures()) {
            ecdsa &= endsWith(signature, expected);
        }
        return ecdsa
                && schnorr.stream().allMatch(signature -> signature.length() == 65 && endsWith(signature, expected));
    }

    private static boolean endsWith(Slice signature, int hashType) {
        return signature.at(signature.length() - 1) == hashType;
    }

    /** Finalizes every input that can be; the whole. */
    public FinishedPsbt finishAll() {
        List<RecordMap> maps = new ArrayList<>();
        List<RawInput> spends = new ArrayList<>();
        List<Integer> unfinished = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            SpendingFacts known = facts.get(i);
            Finishing finishing = finish(i);
            Satisfaction made = finishing.finished() ? finishing.made() : null;
            if (known.isFinal() ? !isSigned(i) : !finishing.finished()) {
                unfinished.add(i);
            }
            maps.add(finalMap(i, made));
            spends.add(withScripts(
                    inputs.get(i),
                    made == null ? known.finalScriptSig() : made.scriptSig,
                    made == null ? known.finalWitness() : made.witness));
        }
        return new FinishedPsbt(
                PsbtWriter.write(psbt.global(), maps, psbt.outputs()),
                unfinished,
                Transactions.of(transaction.version(), spends, transaction.outputs(), transaction.lockTime()));
    }

    /** What a finalized input keeps: UTXOs, BIP370's records, and what is not ours to drop. */
    private RecordMap finalMap(int input, @Nullable Satisfaction made) {
        if (made == null) {
            return psbt.inputs().get(input);
        }
        RecordMap map = psbt.inputs().get(input).copy();
        map.removeIf(key -> {
            int type = Checked.value(() -> RecordRules.type(key));
            return RecordRules.isKnown(MapKind.INPUT, type)
                    && type > In.WITNESS_UTXO
                    && !RecordRules.isNewerThanVersion0(MapKind.INPUT, type);
        });
        RawOutput spent = facts.get(input).spent();
        if (made.usesWitness && spent != null) {
            map.put(In.WITNESS_UTXO, RecordValue.ofOutput(spent));
        }
        if (!made.scriptSig.isEmpty()) {
            map.put(In.FINAL_SCRIPT_SIG, made.scriptSig);
        }
        if (!made.witness.isEmpty()) {
            map.put(In.FINAL_SCRIPT_WITNESS, RecordValue.ofStack(made.witness));
        }
        return map;
    }
}
