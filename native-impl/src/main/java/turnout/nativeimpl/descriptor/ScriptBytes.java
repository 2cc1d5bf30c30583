package turnout.nativeimpl.descriptor;

import java.io.ByteArrayOutputStream;
import java.util.List;
import turnout.nativeimpl.codec.Slice;

/** The scripts of keys that descriptors make. */
final class ScriptBytes {

    private static final int OP_1 = 0x51;
    private static final int OP_NUMEQUAL = 0x9c;
    private static final int OP_CHECKSIG = 0xac;
    private static final int OP_CHECKMULTISIG = 0xae;
    private static final int OP_CHECKSIGADD = 0xba;

    private ScriptBytes() {}

    /** A key of 32, 33 or 65 bytes and OP_CHECKSIG. */
    static Slice payToKey(byte[] key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(key.length + 2);
        push(out, key);
        out.write(OP_CHECKSIG);
        return Slice.of(out.toByteArray());
    }

    /** OP_CHECKMULTISIG over 1 to 20 keys. */
    static Slice multisig(int threshold, List<byte[]> keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(34 * keys.size() + 5);
        number(out, threshold);
        keys.forEach(key -> push(out, key));
        number(out, keys.size());
        out.write(OP_CHECKMULTISIG);
        return Slice.of(out.toByteArray());
    }

    /** BIP387: OP_CHECKSIGADD over 1 to 999 keys of 32 bytes. */
    static Slice taprootMultisig(int threshold, List<byte[]> keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(34 * keys.size() + 4);
        for (int i = 0; i < keys.size(); i++) {
            push(out, keys.get(i));
            out.write(i == 0 ? OP_CHECKSIG : OP_CHECKSIGADD);
        }
        number(out, threshold);
        out.write(OP_NUMEQUAL);
        return Slice.of(out.toByteArray());
    }

    private static void push(ByteArrayOutputStream out, byte[] shortBytes) {
        out.write(shortBytes.length);
        out.writeBytes(shortBytes);
    }

    /** A number from 1 to 999 in its shortest form. */
    private static void number(ByteArrayOutputStream out, int number) {
        if (number <= 16) {
            out.write(OP_1 + number - 1);
        } else if (number < 0x80) {
            out.write(1);
            out.write(number);
        } else {
            out.write(2);
            out.write(number);
            out.write(number >> 8);
        }
    }
}
