package turnout.devnode.chain;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;

/** Consensus rules of a transaction (Core's CheckTransaction, CheckTxInputs, IsFinalTx, BIP68). Pure functions. */
public final class TransactionRules {
    static final long MAX_MONEY = 21_000_000L * 100_000_000L;
    static final int MAX_BLOCK_WEIGHT = 4_000_000;
    private static final int WITNESS_SCALE = 4;
    private static final int COINBASE_MATURITY = 100;
    private static final long FINAL_SEQUENCE = 0xffff_ffffL;
    // Lock times below are heights, from here on they are times.
    private static final long LOCK_TIME_THRESHOLD = 500_000_000L;
    private static final long SEQUENCE_DISABLED = 1L << 31;
    private static final long SEQUENCE_IS_TIME = 1L << 22;
    private static final long SEQUENCE_MASK = 0xffff;
    // BIP68 counts time in units of 512 seconds.
    private static final int SEQUENCE_TIME_SHIFT = 9;

    private TransactionRules() {}

    /** What can be said without knowing what it spends. */
    public static Optional<Rejection> check(Transaction transaction) {
        if (transaction.inputs().isEmpty()) {
            return rejected("bad-txns-vin-empty");
        }
        if (transaction.outputs().isEmpty()) {
            return rejected("bad-txns-vout-empty");
        }
        if (transaction.raw().strippedSize() * WITNESS_SCALE > MAX_BLOCK_WEIGHT) {
            return rejected("bad-txns-oversize");
        }
        long total = 0;
        for (RawOutput output : transaction.outputs()) {
            if (output.value() < 0) {
                return rejected("bad-txns-vout-negative");
            }
            if (output.value() > MAX_MONEY) {
                return rejected("bad-txns-vout-toolarge");
            }
            total += output.value();
            if (total > MAX_MONEY) {
                return rejected("bad-txns-txouttotal-toolarge");
            }
        }
        return checkInputs(transaction);
    }

    private static Optional<Rejection> checkInputs(Transaction transaction) {
        if (transaction.isCoinbase()) {
            int length = transaction.inputs().getFirst().scriptSig().length();
            return length < 2 || length > 100 ? rejected("bad-cb-length") : Optional.empty();
        }
        if (new HashSet<>(transaction.spends()).size() < transaction.spends().size()) {
            return rejected("bad-txns-inputs-duplicate");
        }
        return transaction.inputs().stream().anyMatch(RawInput::spendsNothing)
                ? rejected("bad-txns-prevout-null")
                : Optional.empty();
    }

    /**
     * Maturity and amounts.
     *
     * @param coins what it spends, in the order of its inputs
     * @param height of the block that it would stand in
     */
    public static Optional<Rejection> checkAmounts(Transaction transaction, List<Coin> coins, int height) {
        long in = 0;
        for (Coin coin : coins) {
            if (coin.generated() && height - coin.height() < COINBASE_MATURITY) {
                return Optional.of(Rejection.of(
                        "bad-txns-premature-spend-of-coinbase",
                        "tried to spend coinbase at depth " + (height - coin.height())));
            }
            in += coin.output().value();
            if (in > MAX_MONEY) {
                return rejected("bad-txns-inputvalues-outofrange");
            }
        }
        return fee(transaction, coins) < 0
                ? Optional.of(Rejection.of("bad-txns-in-belowout", "value in < value out"))
                : Optional.empty();
    }

    /** Satoshis that go in and do not come out. */
    public static long fee(Transaction transaction, List<Coin> coins) {
        return coins.stream().mapToLong(coin -> coin.output().value()).sum()
                - transaction.outputs().stream().mapToLong(RawOutput::value).sum();
    }

    /**
     * Whether its lock time has passed.
     *
     * @param time BIP113: the median time of the block before, seconds since 1970
     */
    public static boolean isFinal(Transaction transaction, int height, long time) {
        long lock = transaction.lockTime();
        return lock == 0
                || lock < (lock < LOCK_TIME_THRESHOLD ? height : time)
                || transaction.inputs().stream()
                        .allMatch(input -> Integer.toUnsignedLong(input.sequence()) == FINAL_SEQUENCE);
    }

    /** Whether the relative lock times (BIP68) of its inputs have passed in a block on top of the tip. */
    public static boolean sequencesHavePassed(Transaction transaction, List<Coin> coins, BlockNode tip) {
        if (transaction.version() < 2) {
            return true;
        }
        int next = tip.height() + 1;
        for (int i = 0; i < coins.size(); i++) {
            long sequence = Integer.toUnsignedLong(transaction.inputs().get(i).sequence());
            if ((sequence & SEQUENCE_DISABLED) != 0) {
                continue;
            }
            int coinHeight = Math.min(coins.get(i).height(), next);
            long wait = sequence & SEQUENCE_MASK;
            if ((sequence & SEQUENCE_IS_TIME) != 0) {
                long from = tip.ancestor(Math.max(coinHeight - 1, 0)).medianTime();
                if (from + (wait << SEQUENCE_TIME_SHIFT) > tip.medianTime()) {
                    return false;
                }
            } else if (coinHeight + wait > next) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Rejection> rejected(String reason) {
        return Optional.of(Rejection.of(reason));
    }
}
