package turnout.nativeimpl.sighash;

import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TaggedHash;

/** What signatures of taproot inputs sign, by key or by script. Source: BIP341, and BIP342 for script paths. */
public final class TaprootSighash {

    private static final TaggedHash TAP_SIGHASH = TaggedHash.of("TapSighash");

    private TaprootSighash() {}

    /**
     * The hash, 32 bytes; null where nothing can be signed: BIP341 does not know the hash type, or it is SINGLE without an
     * output of the same index.
     *
     * @param hashes with the prevouts of all inputs
     * @param annex with its first byte, 0x50; null for none
     * @param leaf null for a key path
     */
    public static byte @Nullable [] hash(
            SharedHashes hashes, int input, int hashType, @Nullable Slice annex, @Nullable LeafContext leaf) {
        Slice message = preimage(hashes, input, hashType, annex, leaf);
        return message == null ? null : TAP_SIGHASH.hash(message);
    }

    /** What is hashed with the tag TapSighash, the epoch's zero byte first; null where nothing can be signed. */
    public static @Nullable Slice preimage(
            SharedHashes hashes, int input, int hashType, @Nullable Slice annex, @Nullable LeafContext leaf) {
        RawTransaction transaction = hashes.transaction();
        boolean single = (hashType & 3) == HashType.SINGLE;
        if (!HashType.isTaproot(hashType)
                || (single && input >= transaction.outputs().size())) {
            return null;
        }
        ByteWriter out = new ByteWriter(320);
        out.write(0).write(hashType).writeInt(transaction.version()).writeInt(transaction.lockTime());
        boolean one = HashType.isAnyoneCanPay(hashType);
        if (!one) {
            out.write(hashes.shaPrevouts())
                    .write(hashes.shaAmounts())
                    .write(hashes.shaScriptPubKeys())
                    .write(hashes.shaSequences());
        }
        if (!single && (hashType & 3) != HashType.NONE) {
            out.write(hashes.shaOutputs());
        }
        out.write((leaf == null ? 0 : 2) + (annex == null ? 0 : 1));
        if (one) {
            RawInput signed = transaction.inputs().get(input);
            out.writeOutpoint(signed).writeOutput(hashes.prevout(input)).writeInt(signed.sequence());
        } else {
            out.writeInt(input);
        }
        if (annex != null) {
            out.write(annexHash(annex));
        }
        if (single) {
            out.write(outputHash(transaction.outputs().get(input)));
        }
        if (leaf != null) {
            out.write(leaf.leafHash()).write(0).writeInt(leaf.codeSeparator());
        }
        return out.toSlice();
    }

    /** Whether BIP341 knows the hash type, and an output is there for SINGLE. */
    public static boolean canSign(RawTransaction transaction, int input, int hashType) {
        boolean single = (hashType & 3) == HashType.SINGLE;
        return HashType.isTaproot(hashType)
                && !(single && input >= transaction.outputs().size());
    }

    /** BIP341's sha_annex: SHA-256 of the annex with its length. */
    public static byte[] annexHash(Slice annex) {
        return Hashes.sha256(
                new ByteWriter(annex.length() + 5).writeSized(annex).toSlice());
    }

    /** BIP341's sha_single_output. */
    public static byte[] outputHash(RawOutput output) {
        return Hashes.sha256(new ByteWriter(64).writeOutput(output).toSlice());
    }
}
