package turnout.nativeimpl.signedmessage;

import java.nio.charset.StandardCharsets;
import java.util.List;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TaggedHash;
import turnout.nativeimpl.codec.TransactionReader;

/** BIP322's two transactions, which exist nowhere: to_spend holds message and address, to_sign the signature. */
public final class VirtualTransactions {

    private static final TaggedHash SIGNED_MESSAGE = TaggedHash.of("BIP0322-signed-message");
    private static final Slice NOTHING = Slice.of(new byte[0]);
    private static final Slice OP_RETURN = Slice.of(new byte[] {0x6a});

    private VirtualTransactions() {}

    /** The tagged hash of a message, 32 bytes. */
    public static byte[] messageHash(String message) {
        return SIGNED_MESSAGE.hash(message.getBytes(StandardCharsets.UTF_8));
    }

    /** The transaction whose only output an address's owner can spend. */
    public static RawTransaction toSpend(byte[] messageHash, Slice scriptPubKey) {
        // OP_0 and the hash's push.
        Slice scriptSig =
                new ByteWriter(34).write(0).write(32).write(messageHash).toSlice();
        return read(new ByteWriter(128)
                .writeInt(0)
                .writeCompactSize(1)
                .write(new byte[32])
                .writeInt(-1)
                .writeSized(scriptSig)
                .writeInt(0)
                .writeCompactSize(1)
                .writeLong(0)
                .writeSized(scriptPubKey)
                .writeInt(0));
    }

    /** The transaction that spends it, without lock times. */
    public static RawTransaction toSign(RawTransaction toSpend, Slice scriptSig, List<Slice> witness) {
        boolean hasWitness = !witness.isEmpty();
        ByteWriter out = new ByteWriter(256).writeInt(0);
        if (hasWitness) {
            out.write(0).write(1);
        }
        out.writeCompactSize(1)
                .write(toSpend.txidBytes())
                .writeInt(0)
                .writeSized(scriptSig)
                .writeInt(0);
        out.writeCompactSize(1).writeLong(0).writeSized(OP_RETURN);
        if (hasWitness) {
            writeStack(out, witness);
        }
        return read(out.writeInt(0));
    }

    /** The same without a signature. */
    static RawTransaction unsigned(RawTransaction toSpend) {
        return toSign(toSpend, NOTHING, List.of());
    }

    /** A witness as it is serialized. */
    public static ByteWriter writeStack(ByteWriter out, List<Slice> witness) {
        out.writeCompactSize(witness.size());
        witness.forEach(out::writeSized);
        return out;
    }

    private static RawTransaction read(ByteWriter out) {
        Slice bytes = out.toSlice();
        try {
            return TransactionReader.read(bytes, new ByteReader(bytes));
        } catch (Malformed e) {
            throw new IllegalStateException("written here", e);
        }
    }
}
