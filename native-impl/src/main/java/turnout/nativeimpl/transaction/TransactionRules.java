package turnout.nativeimpl.transaction;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;

/** What a transaction and its prevouts tell without running a script. */
public final class TransactionRules {

    /** Satoshis that will ever be. */
    public static final long MAX_MONEY = 2_100_000_000_000_000L;

    /** Weight units of a block, and so of a transaction. */
    public static final int MAX_WEIGHT = 4_000_000;

    private static final int LEAST_COINBASE_SCRIPT = 2;
    private static final int MOST_COINBASE_SCRIPT = 100;

    private TransactionRules() {}

    /** Core's CheckTransaction: the transaction alone. */
    public static TransactionError check(RawTransaction transaction) {
        if (transaction.inputs().isEmpty()) {
            return TransactionError.BAD_TXNS_VIN_EMPTY;
        }
        if (transaction.outputs().isEmpty()) {
            return TransactionError.BAD_TXNS_VOUT_EMPTY;
        }
        if (4L * transaction.strippedSize() > MAX_WEIGHT) {
            return TransactionError.BAD_TXNS_OVERSIZE;
        }
        TransactionError outputs = checkOutputs(transaction.outputs());
        return outputs == TransactionError.OK ? checkInputs(transaction) : outputs;
    }

    /** Core's CheckTxInputs: whether what is spent is money and pays for the outputs, whose sum is in range. */
    public static TransactionError checkAmounts(RawTransaction transaction, List<RawOutput> prevouts) {
        long sum = 0;
        for (RawOutput prevout : prevouts) {
            if (!isMoney(prevout.value()) || !isMoney(sum + prevout.value())) {
                return TransactionError.BAD_TXNS_INPUTVALUES_OUTOFRANGE;
            }
            sum += prevout.value();
        }
        return sum < total(transaction.outputs()) ? TransactionError.BAD_TXNS_IN_BELOWOUT : TransactionError.OK;
    }

    /** The sum of values that are in range together. */
    public static long total(List<RawOutput> outputs) {
        return outputs.stream().mapToLong(RawOutput::value).sum();
    }

    private static TransactionError checkOutputs(List<RawOutput> outputs) {
        long sum = 0;
        for (RawOutput output : outputs) {
            if (output.value() < 0) {
                return TransactionError.BAD_TXNS_VOUT_NEGATIVE;
            }
            if (output.value() > MAX_MONEY) {
                return TransactionError.BAD_TXNS_VOUT_TOOLARGE;
            }
            sum += output.value();
            if (!isMoney(sum)) {
                return TransactionError.BAD_TXNS_TXOUTTOTAL_TOOLARGE;
            }
        }
        return TransactionError.OK;
    }

    private static TransactionError checkInputs(RawTransaction transaction) {
        Set<Slice> outpoints = new HashSet<>();
        for (RawInput input : transaction.inputs()) {
            if (!outpoints.add(new ByteWriter(36).writeOutpoint(input).toSlice())) {
                return TransactionError.BAD_TXNS_INPUTS_DUPLICATE;
            }
        }
        if (transaction.isCoinbase()) {
            int length = transaction.inputs().getFirst().scriptSig().length();
            return length < LEAST_COINBASE_SCRIPT || length > MOST_COINBASE_SCRIPT
                    ? TransactionError.BAD_CB_LENGTH
                    : TransactionError.OK;
        }
        return transaction.inputs().stream().anyMatch(RawInput::spendsNothing)
                ? TransactionError.BAD_TXNS_PREVOUT_NULL
                : TransactionError.OK;
    }

    private static boolean isMoney(long value) {
        return value >= 0 && value <= MAX_MONEY;
    }
}
