package turnout.nativeimpl.signedmessage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.Extractor;
import turnout.nativeimpl.psbt.LockTimeConflict;
import turnout.nativeimpl.psbt.Psbt;

/**
 * What a proof of funds says: its to_sign, and what the further inputs spend. Of the first input's UTXO nothing is taken:
 * that is the challenge, which the message and the address make.
 *
 * @param further the outputs of all inputs but the first; empty where the PSBT is no whole proof
 */
public record ProofOfFunds(RawTransaction toSign, Optional<List<RawOutput>> further) {

    /** The global record that BIP322 adds to PSBTs: the message, which must be the one that is verified. */
    private static final int GENERIC_SIGNED_MESSAGE = 0x09;

    public static ProofOfFunds of(Psbt psbt, String message) throws LockTimeConflict {
        Optional<RawTransaction> signed = Extractor.extract(psbt);
        if (signed.isEmpty() || !isOf(psbt, message)) {
            return new ProofOfFunds(signed.isPresent() ? signed.get() : psbt.transaction(), Optional.empty());
        }
        return new ProofOfFunds(signed.get(), further(psbt, signed.get()));
    }

    private static boolean isOf(Psbt psbt, String message) {
        Slice said = psbt.global().get(GENERIC_SIGNED_MESSAGE);
        return said == null || said.equals(Slice.of(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<List<RawOutput>> further(Psbt psbt, RawTransaction signed) {
        // An input may leave out the transaction that an earlier one has.
        Map<Slice, RawTransaction> previous = new HashMap<>();
        List<RawOutput> further = new ArrayList<>();
        for (int i = 0; i < psbt.inputs().size(); i++) {
            RawInput input = signed.inputs().get(i);
            psbt.previousTransaction(i)
                    .ifPresent(transaction -> previous.putIfAbsent(input.previousTxid(), transaction));
            if (i > 0) {
                RawOutput spent = spent(psbt, i, input, previous.get(input.previousTxid()));
                if (spent == null) {
                    return Optional.empty();
                }
                further.add(spent);
            }
        }
        return Optional.of(further);
    }

    /** What an input spends; null where the PSBT does not say, contradicts itself, or says too little for its kind. */
    private static @Nullable RawOutput spent(Psbt psbt, int index, RawInput input, @Nullable RawTransaction previous) {
        RawOutput witnessUtxo = psbt.witnessUtxo(index).orElse(null);
        if (previous == null) {
            return witnessUtxo != null && isWitness(witnessUtxo, input) ? witnessUtxo : null;
        }
        if (Integer.compareUnsigned(input.vout(), previous.outputs().size()) >= 0) {
            return null;
        }
        RawOutput spent = previous.outputs().get(input.vout());
        return witnessUtxo == null || witnessUtxo.equals(spent) ? spent : null;
    }

    /** Whether an output is spent by its witness, in P2SH too: a legacy one needs the whole transaction before it. */
    private static boolean isWitness(RawOutput output, RawInput input) {
        ScriptTemplate template = ScriptTemplate.of(output.scriptPubKey());
        Slice scriptSig = input.scriptSig();
        if (template.kind() != ScriptKind.SCRIPTHASH) {
            return template.isWitness();
        }
        if (scriptSig.isEmpty() || scriptSig.at(0) != scriptSig.length() - 1) {
            return false;
        }
        Slice program = scriptSig.slice(1, scriptSig.length() - 1);
        return ScriptTemplate.of(program).isWitness()
                && Slice.of(Hashes.hash160(program)).equals(template.data().getFirst());
    }
}
