package turnout.nativeimpl.script;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.transaction.TransactionRules;
import turnout.script.v1.SpentOutput;

/** Reads a request's {@code raw_transaction} and what its inputs spend. */
final class RequestedTransaction {

    private RequestedTransaction() {}

    static RawTransaction read(ByteString bytes) throws Refusal {
        if (bytes.isEmpty()) {
            throw Refusal.required("raw_transaction");
        }
        try {
            return TransactionReader.readWhole(Slices.copy(bytes));
        } catch (Malformed e) {
            throw Refusal.at(
                    "raw_transaction", Reason.TRANSACTION_MALFORMED, "raw_transaction: not one whole transaction");
        }
    }

    /** One that fits a block. */
    static RawTransaction readWithinWeight(ByteString bytes) throws Refusal {
        RawTransaction transaction = read(bytes);
        if (transaction.weight() > TransactionRules.MAX_WEIGHT) {
            throw tooMuch("a weight of " + transaction.weight() + " (limit: " + TransactionRules.MAX_WEIGHT + ")");
        }
        return transaction;
    }

    static Refusal tooMuch(String what) {
        return Refusal.at("raw_transaction", Reason.LIMIT_EXCEEDED, "raw_transaction: " + what);
    }

    /** The prevouts, which must be as many as expected. */
    static List<RawOutput> prevouts(String field, List<SpentOutput> prevouts, int expected) throws Refusal {
        if (prevouts.size() != expected) {
            throw Refusal.at(
                    field,
                    Reason.PREVOUTS_MISMATCH,
                    field + ": " + prevouts.size() + " prevouts (expected: " + expected + ")");
        }
        List<RawOutput> outputs = new ArrayList<>(expected);
        for (SpentOutput prevout : prevouts) {
            outputs.add(new RawOutput(prevout.getValue(), Slices.copy(prevout.getScriptPubKey())));
        }
        return outputs;
    }

    /** The index of an input; unsigned on the wire. */
    static int inputIndex(int index, RawTransaction transaction) throws Refusal {
        if (Integer.compareUnsigned(index, transaction.inputs().size()) >= 0) {
            throw Refusal.at(
                    "input_index",
                    Reason.INPUT_INDEX_INVALID,
                    "input_index: " + Integer.toUnsignedString(index) + " of "
                            + transaction.inputs().size() + " inputs");
        }
        return index;
    }
}
