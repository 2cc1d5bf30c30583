package turnout.nativeimpl.chain;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;

/** The parts of a request that offers a transaction to the node. */
final class OfferedTransaction {

    // Core's DEFAULT_MAX_RAW_TX_FEE_RATE, and the rate that it takes for a mistake; satoshis per 1,000 vbytes.
    private static final long DEFAULT_MAX_FEE_RATE = 10_000_000;
    private static final long FEE_RATE_END = 100_000_000;
    private static final long MAX_MONEY = 2_100_000_000_000_000L;
    private static final int SATOSHI_DIGITS = 8;

    private OfferedTransaction() {}

    static RawTransaction transaction(ByteString bytes) throws Refusal {
        if (bytes.isEmpty()) {
            throw Refusal.required("raw_transaction");
        }
        try {
            return TransactionReader.readWhole(Slices.copy(bytes));
        } catch (Malformed e) {
            throw malformed();
        }
    }

    static Refusal malformed() {
        return Refusal.at(
                "raw_transaction", Reason.TRANSACTION_MALFORMED, "raw_transaction: not one whole transaction");
    }

    /** The limit as Core wants it, bitcoins per 1,000 vbytes. */
    static String maxFeeRate(boolean given, long rate) throws Refusal {
        if (!given) {
            return bitcoins(DEFAULT_MAX_FEE_RATE);
        }
        if (rate < 0 || rate >= FEE_RATE_END) {
            throw Refusal.at(
                    "max_fee_rate",
                    Reason.FEE_RATE_INVALID,
                    "max_fee_rate: " + rate + " (expected: 0 to 99999999 satoshis per 1,000 vbytes)");
        }
        return bitcoins(rate);
    }

    static String maxBurnAmount(long amount) throws Refusal {
        if (amount < 0 || amount > MAX_MONEY) {
            throw Refusal.at(
                    "max_burn_amount",
                    Reason.AMOUNT_INVALID,
                    "max_burn_amount: " + amount + " (expected: 0 to " + MAX_MONEY + " satoshis)");
        }
        return bitcoins(amount);
    }

    private static String bitcoins(long satoshis) {
        return BigDecimal.valueOf(satoshis, SATOSHI_DIGITS).toPlainString();
    }
}
