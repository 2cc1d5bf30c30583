package turnout.devnode.chain;

import java.util.ArrayList;
import java.util.List;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/** Makes the next block of a chain, shaped as Core 31 shapes its own. Pure but for the time it is given. */
public final class Miner {
    private static final long BLOCK_VERSION = 0x2000_0000L;
    private static final long COINBASE_VERSION = 2;
    // Not final, so that the lock time below counts.
    private static final long COINBASE_SEQUENCE = 0xffff_fffeL;

    private Miner() {}

    /**
     * The block on top of the tip.
     *
     * @param transactions in an order that puts parents first
     * @param fees of all of them, satoshis
     * @param payTo the script that gets subsidy and fees
     * @param now seconds since 1970
     */
    public static Block mine(ChainView view, List<Transaction> transactions, long fees, Slice payTo, long now) {
        BlockNode tip = view.tip();
        int height = tip.height() + 1;
        byte[] coinbase = coinbase(height, transactions, Subsidy.at(height) + fees, payTo);
        List<byte[]> leaves = new ArrayList<>();
        try {
            leaves.add(Transaction.read(Slice.of(coinbase)).txidBytes());
        } catch (Malformed impossible) {
            throw new IllegalStateException("the miner wrote a coinbase that nobody can read", impossible);
        }
        transactions.forEach(transaction -> leaves.add(transaction.txidBytes()));
        byte[] header = solve(tip, MerkleTree.root(leaves), Math.max(now, tip.medianTime() + 1));
        WireWriter out = new WireWriter()
                .bytes(header)
                .compactSize(transactions.size() + 1)
                .bytes(coinbase);
        transactions.forEach(transaction -> out.bytes(transaction.raw().bytes()));
        try {
            Block block = Block.read(Slice.of(out.toBytes()));
            BlockRules.check(block, view).ifPresent(rejection -> {
                throw new IllegalStateException("the miner made a bad block: " + rejection.text());
            });
            return block;
        } catch (Malformed impossible) {
            throw new IllegalStateException("the miner wrote a block that nobody can read", impossible);
        }
    }

    private static byte[] coinbase(int height, List<Transaction> others, long value, Slice payTo) {
        byte[] reserved = new byte[32];
        byte[] commitment = WitnessCommitment.script(others, reserved);
        WireWriter out = new WireWriter().u32(COINBASE_VERSION).u8(0).u8(1);
        out.compactSize(1).bytes(new byte[32]).u32(0xffff_ffffL);
        out.sized(heightScript(height)).u32(COINBASE_SEQUENCE);
        out.compactSize(2).i64(value).sized(payTo.toByteArray()).i64(0).sized(commitment);
        out.compactSize(1).sized(reserved);
        return out.u32(height - 1L).toBytes();
    }

    /** BIP34: the height as a script number; below 17 it is one opcode, which is too short, so OP_0 follows it. */
    private static byte[] heightScript(int height) {
        if (height <= 16) {
            return new byte[] {(byte) (0x50 + height), 0};
        }
        WireWriter number = new WireWriter();
        int left = height;
        int top = 0;
        while (left > 0) {
            top = left & 0xff;
            number.u8(top);
            left >>>= 8;
        }
        if ((top & 0x80) != 0) {
            number.u8(0);
        }
        return new WireWriter().sized(number.toBytes()).toBytes();
    }

    private static byte[] solve(BlockNode tip, byte[] root, long time) {
        long bits = tip.block().bits();
        // On regtest every second nonce is one.
        for (long nonce = 0; nonce <= 0xffff_ffffL; nonce++) {
            byte[] header = new WireWriter()
                    .u32(BLOCK_VERSION)
                    .hash(tip.hash())
                    .bytes(root)
                    .u32(time)
                    .u32(bits)
                    .u32(nonce)
                    .toBytes();
            if (CompactTarget.isMet(Hashes.toReversedHex(Hashes.doubleSha256(header)), bits)) {
                return header;
            }
        }
        throw new IllegalStateException("no nonce solves a block with bits " + Long.toHexString(bits));
    }
}
