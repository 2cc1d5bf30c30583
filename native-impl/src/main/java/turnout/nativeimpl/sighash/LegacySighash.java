package turnout.nativeimpl.sighash;

import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;

/**
 * What signatures of inputs without witness sign: the transaction with other inputs' scripts blanked. Source: Core's
 * SignatureHash, SigVersion::BASE. Hashing all inputs of a transaction so takes time quadratic in its size.
 */
public final class LegacySighash {

    /** What SINGLE without an output of the same index is signed as: the number 1, little-endian. */
    private static final byte[] ONE = {
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final RawOutput BLANK = new RawOutput(-1, Slice.of(new byte[0]));

    private LegacySighash() {}

    /**
     * The hash, 32 bytes in wire order.
     *
     * @param input index of an input of the transaction
     * @param scriptCode raw; code separators are left out here
     * @param hashType all 32 bits are hashed
     */
    public static byte[] hash(RawTransaction transaction, int input, Slice scriptCode, int hashType) {
        Slice preimage = preimage(transaction, input, scriptCode, hashType);
        return preimage == null ? ONE.clone() : Hashes.doubleSha256(preimage);
    }

    /** What is hashed twice; null for SINGLE without an output of the same index, whose hash is the number 1. */
    public static @Nullable Slice preimage(RawTransaction transaction, int input, Slice scriptCode, int hashType) {
        if (HashType.isSingle(hashType) && input >= transaction.outputs().size()) {
            return null;
        }
        ByteWriter out = new ByteWriter(transaction.strippedSize() + scriptCode.length() + 8);
        out.writeInt(transaction.version());
        writeInputs(out, transaction, input, scriptCode, hashType);
        writeOutputs(out, transaction, input, hashType);
        out.writeInt(transaction.lockTime());
        out.writeInt(hashType);
        return out.toSlice();
    }

    private static void writeInputs(
            ByteWriter out, RawTransaction transaction, int input, Slice scriptCode, int hashType) {
        if (HashType.isAnyoneCanPay(hashType)) {
            out.writeCompactSize(1);
            writeSigned(out, transaction.inputs().get(input), scriptCode);
            return;
        }
        boolean keepsSequences = !HashType.isNone(hashType) && !HashType.isSingle(hashType);
        out.writeCompactSize(transaction.inputs().size());
        for (int i = 0; i < transaction.inputs().size(); i++) {
            RawInput other = transaction.inputs().get(i);
            if (i == input) {
                writeSigned(out, other, scriptCode);
            } else {
                out.writeOutpoint(other).write(0).writeInt(keepsSequences ? other.sequence() : 0);
            }
        }
    }

    private static void writeSigned(ByteWriter out, RawInput input, Slice scriptCode) {
        out.writeOutpoint(input);
        ScriptCode.write(out, scriptCode);
        out.writeInt(input.sequence());
    }

    private static void writeOutputs(ByteWriter out, RawTransaction transaction, int input, int hashType) {
        if (HashType.isNone(hashType)) {
            out.writeCompactSize(0);
        } else if (HashType.isSingle(hashType)) {
            out.writeCompactSize(input + 1);
            for (int i = 0; i < input; i++) {
                out.writeOutput(BLANK);
            }
            out.writeOutput(transaction.outputs().get(input));
        } else {
            out.writeCompactSize(transaction.outputs().size());
            transaction.outputs().forEach(out::writeOutput);
        }
    }
}
