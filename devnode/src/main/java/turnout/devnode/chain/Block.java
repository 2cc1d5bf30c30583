package turnout.devnode.chain;

import java.util.List;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawBlock;
import turnout.nativeimpl.codec.RawHeader;
import turnout.nativeimpl.codec.Slice;

/** A block with its hash and transactions. Immutable. */
public final class Block {
    private final RawBlock raw;
    private final String hash;
    private final String previousHash;
    private final List<Transaction> transactions;

    private Block(RawBlock raw) {
        this.raw = raw;
        this.hash = raw.header().hash();
        this.previousHash = Hashes.toReversedHex(raw.header().previousBlockHash());
        this.transactions = raw.transactions().stream().map(Transaction::new).toList();
    }

    /** Reads bytes that are exactly one block. */
    public static Block read(Slice bytes) throws Malformed {
        return new Block(RawBlock.readWhole(bytes));
    }

    public RawBlock raw() {
        return raw;
    }

    public RawHeader header() {
        return raw.header();
    }

    public String hash() {
        return hash;
    }

    public String previousHash() {
        return previousHash;
    }

    public String merkleRoot() {
        return Hashes.toReversedHex(header().merkleRoot());
    }

    /** Seconds since 1970. */
    public long time() {
        return Integer.toUnsignedLong(header().time());
    }

    /** The compact target. */
    public long bits() {
        return Integer.toUnsignedLong(header().bits());
    }

    public List<Transaction> transactions() {
        return transactions;
    }
}
