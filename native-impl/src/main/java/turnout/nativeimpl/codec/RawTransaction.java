package turnout.nativeimpl.codec;

import java.security.MessageDigest;
import java.util.List;

/**
 * One transaction as serialized, with its hashes and sizes. Immutable; shares the array that it was read from.
 *
 * @param bytes the whole serialization
 * @param version unsigned
 * @param lockTime unsigned
 * @param hasWitness whether the serialization carries witness data
 * @param coreOffset where inputs begin in {@code bytes}: after version, and marker and flag where they are
 * @param coreLength bytes of inputs and outputs together
 */
public record RawTransaction(
        Slice bytes,
        int version,
        List<RawInput> inputs,
        List<RawOutput> outputs,
        int lockTime,
        boolean hasWitness,
        int coreOffset,
        int coreLength) {

    /** Double SHA-256 without witness data, in wire order. */
    public byte[] txidBytes() {
        if (!hasWitness) {
            return Hashes.doubleSha256(bytes);
        }
        MessageDigest digest = Hashes.sha256();
        digest.update(bytes.array(), bytes.offset(), 4);
        digest.update(bytes.array(), bytes.offset() + coreOffset, coreLength);
        digest.update(bytes.array(), bytes.offset() + bytes.length() - 4, 4);
        return digest.digest(digest.digest());
    }

    /** Double SHA-256 of all bytes, in wire order; Core calls it {@code hash}. For a coinbase too it is this one. */
    public byte[] wtxidBytes() {
        return Hashes.doubleSha256(bytes);
    }

    public String txid() {
        return Hashes.toReversedHex(txidBytes());
    }

    public String wtxid() {
        return Hashes.toReversedHex(wtxidBytes());
    }

    /** Bytes with witness data. */
    public int size() {
        return bytes.length();
    }

    /** Bytes without witness data. */
    public int strippedSize() {
        return 4 + coreLength + 4;
    }

    /** BIP141: three times the stripped size and the size. */
    public int weight() {
        return 3 * strippedSize() + size();
    }

    /** Virtual bytes: a quarter of the weight, rounded up. */
    public int vsize() {
        return (weight() + 3) / 4;
    }

    /** Inputs, outputs and witness items together. */
    public int elementCount() {
        int count = inputs.size() + outputs.size();
        for (RawInput input : inputs) {
            count += input.witness().size();
        }
        return count;
    }

    public boolean isCoinbase() {
        return inputs.size() == 1 && inputs.getFirst().spendsNothing();
    }
}
