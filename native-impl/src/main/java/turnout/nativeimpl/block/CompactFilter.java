package turnout.nativeimpl.block;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawBlock;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;

/**
 * BIP158's basic filter.
 *
 * @param bytes the number of elements and the Golomb-coded set
 */
public record CompactFilter(byte[] bytes, int elementCount) {

    private static final int OP_RETURN = 0x6a;
    // BIP158: one false positive in M queries, P bits of each difference as they are.
    private static final long M = 784_931;
    private static final int P = 19;

    /** Of a block and the scripts that its inputs spend. */
    public static CompactFilter of(RawBlock block, List<Slice> prevoutScripts) {
        // Sorted, not hashed: whoever chooses scripts could choose ones whose hash codes collide.
        Set<Slice> elements = new TreeSet<>(CompactFilter::compare);
        for (RawTransaction transaction : block.transactions()) {
            for (RawOutput output : transaction.outputs()) {
                Slice script = output.scriptPubKey();
                if (!script.isEmpty() && script.at(0) != OP_RETURN) {
                    elements.add(script);
                }
            }
        }
        prevoutScripts.stream().filter(script -> !script.isEmpty()).forEach(elements::add);
        return of(SipHash.keyed(block.header().hashBytes()), elements);
    }

    private static CompactFilter of(SipHash hash, Set<Slice> elements) {
        int count = elements.size();
        long range = count * M;
        long[] values = elements.stream()
                .mapToLong(element -> Math.unsignedMultiplyHigh(hash.hash(element), range))
                .toArray();
        Arrays.sort(values);
        BitWriter out = new BitWriter();
        out.compactSize(count);
        long last = 0;
        for (long value : values) {
            long difference = value - last;
            out.unary(difference >> P);
            out.bits(difference, P);
            last = value;
        }
        return new CompactFilter(out.bytes(), count);
    }

    private static int compare(Slice one, Slice other) {
        return Arrays.compareUnsigned(
                one.array(),
                one.offset(),
                one.offset() + one.length(),
                other.array(),
                other.offset(),
                other.offset() + other.length());
    }

    /** Double SHA-256 of the filter, in wire order. */
    public byte[] hash() {
        return Hashes.doubleSha256(bytes);
    }

    /** BIP157: double SHA-256 of the filter's hash and the header before, in wire order. */
    public byte[] header(byte[] previousHeader) {
        byte[] both = Arrays.copyOf(hash(), 64);
        System.arraycopy(previousHeader, 0, both, 32, 32);
        return Hashes.doubleSha256(both);
    }

    /** Bits from the highest of each byte on. */
    private static final class BitWriter {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int held;
        private int bits;

        void compactSize(int size) {
            if (size < 253) {
                bits(size, 8);
                return;
            }
            boolean small = size <= 0xffff;
            bits(small ? 253 : 254, 8);
            for (int i = 0; i < (small ? 2 : 4); i++) {
                bits(size >> (8 * i), 8);
            }
        }

        void unary(long ones) {
            for (long i = 0; i < ones; i++) {
                bits(1, 1);
            }
            bits(0, 1);
        }

        void bits(long value, int count) {
            for (int i = count - 1; i >= 0; i--) {
                held = held << 1 | (int) (value >> i & 1);
                if (++bits == 8) {
                    out.write(held);
                    held = 0;
                    bits = 0;
                }
            }
        }

        byte[] bytes() {
            if (bits > 0) {
                out.write(held << (8 - bits));
                held = 0;
                bits = 0;
            }
            return out.toByteArray();
        }
    }
}
