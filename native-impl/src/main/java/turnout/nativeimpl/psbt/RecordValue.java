package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.taproot.TapLeaf;
import turnout.nativeimpl.taproot.TapTree;

/** Reads and writes the values of records; each reader takes the whole value or throws. */
public final class RecordValue {

    private RecordValue() {}

    /** Four bytes, to be taken as unsigned. */
    public static int number(Slice value) throws Malformed {
        ByteReader reader = new ByteReader(value);
        int number = reader.readInt();
        return whole(reader, number);
    }

    /** Eight bytes, signed. */
    public static long amount(Slice value) throws Malformed {
        ByteReader reader = new ByteReader(value);
        long amount = reader.readLong();
        return whole(reader, amount);
    }

    /** A CompactSize. */
    public static int count(Slice value) throws Malformed {
        ByteReader reader = new ByteReader(value);
        int count = reader.readCompactSize();
        return whole(reader, count);
    }

    /** A transaction, with or without witnesses. */
    public static RawTransaction transaction(Slice value) throws Malformed {
        ByteReader reader = new ByteReader(value);
        RawTransaction transaction = TransactionReader.read(value, reader);
        return whole(reader, transaction);
    }

    /** Amount and script. */
    public static RawOutput output(Slice value) throws Malformed {
        ByteReader reader = new ByteReader(value);
        RawOutput output = new RawOutput(reader.readLong(), reader.readSized());
        return whole(reader, output);
    }

    /** A witness, bottom of the stack first. */
    public static List<Slice> stack(Slice value) throws Malformed {
        ByteReader reader = new ByteReader(value);
        int count = reader.readCompactSize();
        if (count > Math.min(reader.remaining(), PsbtReader.MAX_ELEMENTS)) {
            throw new Malformed("more witness items than bytes, or than any witness has");
        }
        List<Slice> stack = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            stack.add(reader.readSized());
        }
        return whole(reader, stack);
    }

    static Slice ofStack(List<Slice> stack) {
        ByteWriter out = new ByteWriter(64 * stack.size()).writeCompactSize(stack.size());
        stack.forEach(out::writeSized);
        return out.toSlice();
    }

    static Slice ofOutput(RawOutput output) {
        return new ByteWriter(9 + output.scriptPubKey().length())
                .writeOutput(output)
                .toSlice();
    }

    static Slice ofNumber(int number) {
        return new ByteWriter(4).writeInt(number).toSlice();
    }

    /** The leaves of a whole taproot tree, depth first. */
    public static List<TapLeaf> tree(Slice value) throws Malformed {
        ByteReader reader = new ByteReader(value);
        List<TapLeaf> leaves = new ArrayList<>();
        while (reader.remaining() > 0) {
            TapLeaf leaf = new TapLeaf(reader.readByte(), reader.readByte(), reader.readSized());
            if ((leaf.version() & 1) != 0 || leaves.size() == PsbtReader.MAX_ELEMENTS) {
                throw new Malformed("an odd leaf version, or more leaves than any tree here has");
            }
            leaves.add(leaf);
        }
        if (!isTree(leaves)) {
            throw new Malformed("the depths are those of no tree");
        }
        return leaves;
    }

    /** Whether depths fill a binary tree: each leaf takes 2^-depth of it, in order, without a gap or an overlap. */
    private static boolean isTree(List<TapLeaf> leaves) {
        BitSet half = new BitSet(TapTree.MAX_DEPTH + 1);
        int open = 0;
        for (int i = 0; i < leaves.size(); i++) {
            int depth = leaves.get(i).depth();
            // The deepest branch that is half filled must be finished before anything above it.
            if (depth > TapTree.MAX_DEPTH || depth < half.length() - 1 || (i > 0 && open == 0)) {
                return false;
            }
            while (half.get(depth)) {
                half.clear(depth--);
                open--;
            }
            if (depth > 0) {
                half.set(depth);
                open++;
            }
        }
        return !leaves.isEmpty() && open == 0;
    }

    /** MuSig2's participants, 33 bytes each. */
    public static List<Slice> participants(Slice value) throws Malformed {
        if (value.length() % 33 != 0) {
            throw new Malformed("participants that are not 33 bytes each");
        }
        List<Slice> keys = new ArrayList<>(value.length() / 33);
        for (int at = 0; at < value.length(); at += 33) {
            keys.add(publicKey(value.slice(at, 33)));
        }
        return keys;
    }

    /** The same bytes where they are a point: 33, or 65 with hybrid forms. */
    static Slice publicKey(Slice key) throws Malformed {
        if (PublicKey.parse(key.toByteArray()).isEmpty()) {
            throw new Malformed("not a public key");
        }
        return key;
    }

    private static <T> T whole(ByteReader reader, T value) throws Malformed {
        if (reader.remaining() != 0) {
            throw new Malformed("a value with something behind it");
        }
        return value;
    }
}
