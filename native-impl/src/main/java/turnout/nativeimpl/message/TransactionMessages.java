package turnout.nativeimpl.message;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import turnout.bitcoin.v1.Prevout;
import turnout.bitcoin.v1.Transaction;
import turnout.bitcoin.v1.TransactionInput;
import turnout.bitcoin.v1.TransactionOutput;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.Slice;

/** Transactions as messages of the contract. */
public final class TransactionMessages {

    /** What a node knows of the outputs that inputs spend. */
    @FunctionalInterface
    public interface Prevouts {
        Prevouts UNKNOWN = input -> null;

        @Nullable
        Prevout of(int input);
    }

    private TransactionMessages() {}

    public static Transaction transaction(RawTransaction raw, ScriptPrinter printer, Prevouts prevouts) {
        ByteString txid = reversed(raw.txidBytes());
        Transaction.Builder message = Transaction.newBuilder()
                .setTxidBytes(txid)
                .setWtxidBytes(raw.hasWitness() ? reversed(raw.wtxidBytes()) : txid)
                .setVersion(raw.version())
                .setSize(raw.size())
                .setVsize(raw.vsize())
                .setWeight(raw.weight())
                .setLockTime(raw.lockTime());
        boolean coinbase = raw.isCoinbase();
        for (int i = 0; i < raw.inputs().size(); i++) {
            message.addInputs(input(raw.inputs().get(i), coinbase, printer, prevouts.of(i)));
        }
        for (int i = 0; i < raw.outputs().size(); i++) {
            message.addOutputs(output(raw.outputs().get(i), i, printer));
        }
        return message.build();
    }

    private static TransactionInput input(
            RawInput input, boolean coinbase, ScriptPrinter printer, @Nullable Prevout prevout) {
        TransactionInput.Builder message = TransactionInput.newBuilder().setSequence(input.sequence());
        if (coinbase) {
            message.setCoinbase(Slices.bytes(input.scriptSig()));
        } else {
            message.setTxidBytes(Slices.own(Hashes.toReversedAscii(input.previousTxid())))
                    .setVout(input.vout())
                    .setScriptSig(ScriptMessages.scriptSig(input.scriptSig(), printer));
        }
        for (Slice item : input.witness()) {
            message.addWitness(Slices.bytes(item));
        }
        if (prevout != null && !coinbase) {
            message.setPrevout(prevout);
        }
        return message.build();
    }

    private static TransactionOutput output(RawOutput output, int index, ScriptPrinter printer) {
        return TransactionOutput.newBuilder()
                .setValue(output.value())
                .setIndex(index)
                .setScriptPubKey(ScriptMessages.scriptPubKey(output.scriptPubKey(), printer))
                .build();
    }

    private static ByteString reversed(byte[] hash) {
        return Slices.own(Hashes.toReversedAscii(Slice.of(hash)));
    }
}
