package turnout.devnode.chain;

import java.util.List;
import java.util.stream.IntStream;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TransactionReader;

/** A transaction with the hashes and outpoints that the node asks for again and again. Immutable. */
public final class Transaction {
    private final RawTransaction raw;
    private final Slice txidBytes;
    private final String txid;
    private final String wtxid;
    private final List<Outpoint> spends;

    Transaction(RawTransaction raw) {
        this.raw = raw;
        this.txidBytes = Slice.of(raw.txidBytes());
        this.txid = Hashes.toReversedHex(txidBytes);
        this.wtxid = raw.hasWitness() ? raw.wtxid() : txid;
        this.spends = raw.isCoinbase()
                ? List.of()
                : raw.inputs().stream().map(Transaction::outpoint).toList();
    }

    /** Reads bytes that are exactly one transaction, by Core's rule for the ambiguous ones. */
    public static Transaction read(Slice bytes) throws Malformed {
        return new Transaction(TransactionReader.readWhole(bytes));
    }

    private static Outpoint outpoint(RawInput input) {
        return new Outpoint(Hashes.toReversedHex(input.previousTxid()), Integer.toUnsignedLong(input.vout()));
    }

    public RawTransaction raw() {
        return raw;
    }

    public String txid() {
        return txid;
    }

    /** The txid in wire order. */
    byte[] txidBytes() {
        return txidBytes.toByteArray();
    }

    public String wtxid() {
        return wtxid;
    }

    public List<RawInput> inputs() {
        return raw.inputs();
    }

    public List<RawOutput> outputs() {
        return raw.outputs();
    }

    public boolean isCoinbase() {
        return raw.isCoinbase();
    }

    /** What its inputs spend, in their order; empty for a coinbase. */
    public List<Outpoint> spends() {
        return spends;
    }

    /** Its outputs as others would spend them. */
    public List<Outpoint> makes() {
        return IntStream.range(0, outputs().size())
                .mapToObj(index -> new Outpoint(txid, index))
                .toList();
    }

    public long lockTime() {
        return Integer.toUnsignedLong(raw.lockTime());
    }

    public long version() {
        return Integer.toUnsignedLong(raw.version());
    }
}
