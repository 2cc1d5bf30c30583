package turnout.nativeimpl.sighash;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;

/**
 * The hashes over all inputs or outputs that BIP143 and BIP341 share between the signatures of one transaction, each made
 * when it is first asked for: BIP143's are the SHA-256 of BIP341's. One owner, one thread.
 */
public final class SharedHashes {

    private final RawTransaction transaction;
    private final List<RawOutput> prevouts;
    private byte @Nullable [] prevoutsHash;
    private byte @Nullable [] amountsHash;
    private byte @Nullable [] scriptPubKeysHash;
    private byte @Nullable [] sequencesHash;
    private byte @Nullable [] outputsHash;

    /** @param prevouts what the inputs spend, in their order; may be empty where no taproot hash is asked for */
    public SharedHashes(RawTransaction transaction, List<RawOutput> prevouts) {
        this.transaction = transaction;
        this.prevouts = prevouts;
    }

    public RawTransaction transaction() {
        return transaction;
    }

    /** What an input spends. */
    public RawOutput prevout(int input) {
        return prevouts.get(input);
    }

    /** BIP341's sha_prevouts: SHA-256 of all outpoints. */
    public byte[] shaPrevouts() {
        if (prevoutsHash == null) {
            ByteWriter out = new ByteWriter(36 * transaction.inputs().size());
            transaction.inputs().forEach(out::writeOutpoint);
            prevoutsHash = Hashes.sha256(out.toSlice());
        }
        return prevoutsHash;
    }

    /** BIP341's sha_amounts: SHA-256 of the values of all outputs spent. */
    public byte[] shaAmounts() {
        if (amountsHash == null) {
            ByteWriter out = new ByteWriter(8 * prevouts.size());
            wholePrevouts().forEach(prevout -> out.writeLong(prevout.value()));
            amountsHash = Hashes.sha256(out.toSlice());
        }
        return amountsHash;
    }

    /** BIP341's sha_scriptpubkeys: SHA-256 of the scripts of all outputs spent, each with its length. */
    public byte[] shaScriptPubKeys() {
        if (scriptPubKeysHash == null) {
            ByteWriter out = new ByteWriter(36 * prevouts.size());
            wholePrevouts().forEach(prevout -> out.writeSized(prevout.scriptPubKey()));
            scriptPubKeysHash = Hashes.sha256(out.toSlice());
        }
        return scriptPubKeysHash;
    }

    /** BIP341's sha_sequences. */
    public byte[] shaSequences() {
        if (sequencesHash == null) {
            ByteWriter out = new ByteWriter(4 * transaction.inputs().size());
            transaction.inputs().forEach(input -> out.writeInt(input.sequence()));
            sequencesHash = Hashes.sha256(out.toSlice());
        }
        return sequencesHash;
    }

    /** BIP341's sha_outputs. */
    public byte[] shaOutputs() {
        if (outputsHash == null) {
            ByteWriter out = new ByteWriter(transaction.strippedSize());
            transaction.outputs().forEach(out::writeOutput);
            outputsHash = Hashes.sha256(out.toSlice());
        }
        return outputsHash;
    }

    /** BIP143's hashPrevouts. */
    public byte[] hashPrevouts() {
        return Hashes.sha256(shaPrevouts());
    }

    /** BIP143's hashSequence. */
    public byte[] hashSequence() {
        return Hashes.sha256(shaSequences());
    }

    /** BIP143's hashOutputs. */
    public byte[] hashOutputs() {
        return Hashes.sha256(shaOutputs());
    }

    private List<RawOutput> wholePrevouts() {
        Objects.checkIndex(transaction.inputs().size() - 1, prevouts.size());
        return prevouts;
    }
}
