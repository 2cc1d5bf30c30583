package turnout.nativeimpl.interpreter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bitcoinj.crypto.internal.CryptoUtils;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Slice;

/** RIPEMD160 to HASH256. */
final class HashOperations {

    private HashOperations() {}

    static void run(Execution execution, int opcode) throws ScriptFailed {
        execution.stack.need(1);
        execution.stack.push(Slice.of(hash(opcode, execution.stack.pop())));
    }

    private static byte[] hash(int opcode, Slice element) throws ScriptFailed {
        return switch (opcode) {
            case Op.OP_RIPEMD160 -> CryptoUtils.digestRipeMd160(element.toByteArray());
            case Op.OP_SHA1 -> sha1(element);
            case Op.OP_SHA256 -> Hashes.sha256(element);
            case Op.OP_HASH160 -> Hashes.hash160(element);
            case Op.OP_HASH256 -> Hashes.doubleSha256(element);
            default -> throw new ScriptFailed(ScriptError.BAD_OPCODE);
        };
    }

    private static byte[] sha1(Slice element) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(element.array(), element.offset(), element.length());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
