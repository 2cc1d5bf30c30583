package turnout.nativeimpl.script;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import turnout.bitcoin.v1.Transaction;
import turnout.bitcoin.v1.TransactionInput;
import turnout.bitcoin.v1.TransactionOutput;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.EncodeTransactionRequest;
import turnout.script.v1.EncodeTransactionResponse;

/** The bytes of a transaction from the parts that DecodeTransaction answers. */
final class EncodeTransaction {

    private static final int TXID_DIGITS = 64;

    private EncodeTransaction() {}

    static EncodeTransactionResponse answer(EncodeTransactionRequest request) throws Refusal {
        if (!request.hasTransaction()) {
            throw Refusal.required("transaction");
        }
        Transaction transaction = request.getTransaction();
        Slice core = core(transaction);
        boolean hasWitness = transaction.getInputsList().stream().anyMatch(input -> input.getWitnessCount() > 0);
        Slice stripped = whole(transaction, core, false);
        Slice bytes = hasWitness ? whole(transaction, core, true) : stripped;
        return EncodeTransactionResponse.newBuilder()
                .setRawTransaction(Slices.bytes(bytes))
                .setTxidBytes(Slices.own(Hashes.toReversedAscii(Slice.of(Hashes.doubleSha256(stripped)))))
                .setWtxidBytes(Slices.own(Hashes.toReversedAscii(Slice.of(Hashes.doubleSha256(bytes)))))
                .build();
    }

    private static Slice whole(Transaction transaction, Slice core, boolean hasWitness) {
        ByteWriter out = new ByteWriter(core.length() + 16).writeInt(transaction.getVersion());
        if (hasWitness) {
            out.write(0).write(1);
        }
        out.write(core);
        if (hasWitness) {
            for (TransactionInput input : transaction.getInputsList()) {
                out.writeCompactSize(input.getWitnessCount());
                input.getWitnessList().forEach(item -> write(out, item));
            }
        }
        return out.writeInt(transaction.getLockTime()).toSlice();
    }

    /** Inputs and outputs. */
    private static Slice core(Transaction transaction) throws Refusal {
        ByteWriter out = new ByteWriter(transaction.getSerializedSize());
        out.writeCompactSize(transaction.getInputsCount());
        for (int i = 0; i < transaction.getInputsCount(); i++) {
            TransactionInput input = transaction.getInputs(i);
            if (input.hasCoinbase()) {
                out.write(new byte[32]).writeInt(-1);
                write(out, input.getCoinbase());
            } else {
                out.write(txid(input.getTxid(), i)).writeInt(input.getVout());
                write(out, input.getScriptSig().getRaw());
            }
            out.writeInt(input.getSequence());
        }
        out.writeCompactSize(transaction.getOutputsCount());
        for (TransactionOutput output : transaction.getOutputsList()) {
            write(out.writeLong(output.getValue()), output.getScriptPubKey().getRaw());
        }
        return out.toSlice();
    }

    private static void write(ByteWriter out, ByteString bytes) {
        out.writeCompactSize(bytes.size()).write(bytes.toByteArray());
    }

    private static byte[] txid(String text, int input) throws Refusal {
        String field = "transaction.inputs[" + input + "].txid";
        if (text.length() == TXID_DIGITS) {
            try {
                byte[] txid = HexFormat.of().parseHex(text);
                for (int i = 0; i < 16; i++) {
                    byte swapped = txid[i];
                    txid[i] = txid[31 - i];
                    txid[31 - i] = swapped;
                }
                return txid;
            } catch (IllegalArgumentException e) {
                // Not hexadecimal: refused below like a wrong length.
            }
        }
        throw Refusal.at(
                field, Reason.TXID_INVALID, field + ": " + Refusal.quote(text) + " is not 64 hexadecimal digits");
    }
}
