package turnout.nativeimpl.sighash;

import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;

/** What signatures of witness version 0 sign. Source: BIP143. */
public final class WitnessSighash {

    private static final byte[] ZERO = new byte[32];

    private WitnessSighash() {}

    /** The hash, 32 bytes in wire order. */
    public static byte[] hash(SharedHashes hashes, int input, Slice scriptCode, long amount, int hashType) {
        return Hashes.doubleSha256(preimage(hashes, input, scriptCode, amount, hashType));
    }

    /**
     * What is hashed twice.
     *
     * @param amount satoshis of the output spent
     * @param hashType all 32 bits are hashed
     */
    public static Slice preimage(SharedHashes hashes, int input, Slice scriptCode, long amount, int hashType) {
        RawTransaction transaction = hashes.transaction();
        RawInput signed = transaction.inputs().get(input);
        return new ByteWriter(156 + 5 + scriptCode.length())
                .writeInt(transaction.version())
                .write(prevouts(hashes, hashType))
                .write(sequence(hashes, hashType))
                .writeOutpoint(signed)
                .writeSized(scriptCode)
                .writeLong(amount)
                .writeInt(signed.sequence())
                .write(outputs(hashes, input, hashType))
                .writeInt(transaction.lockTime())
                .writeInt(hashType)
                .toSlice();
    }

    /** hashPrevouts, or zeros where the hash type leaves it out. */
    public static byte[] prevouts(SharedHashes hashes, int hashType) {
        return HashType.isAnyoneCanPay(hashType) ? ZERO.clone() : hashes.hashPrevouts();
    }

    /** hashSequence, or zeros where the hash type leaves it out. */
    public static byte[] sequence(SharedHashes hashes, int hashType) {
        boolean left = HashType.isAnyoneCanPay(hashType) || HashType.isSingle(hashType) || HashType.isNone(hashType);
        return left ? ZERO.clone() : hashes.hashSequence();
    }

    /** hashOutputs: of all, of one for SINGLE, or zeros. */
    public static byte[] outputs(SharedHashes hashes, int input, int hashType) {
        if (HashType.isNone(hashType)) {
            return ZERO.clone();
        }
        if (!HashType.isSingle(hashType)) {
            return hashes.hashOutputs();
        }
        RawTransaction transaction = hashes.transaction();
        return input < transaction.outputs().size()
                ? Hashes.doubleSha256(new ByteWriter(64)
                        .writeOutput(transaction.outputs().get(input))
                        .toSlice())
                : ZERO.clone();
    }
}
