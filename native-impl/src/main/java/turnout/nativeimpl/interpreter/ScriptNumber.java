package turnout.nativeimpl.interpreter;

import turnout.nativeimpl.codec.Slice;

/** Numbers on the stack: little-endian, the highest bit is the sign, no bytes are 0. Source: Core's CScriptNum. */
final class ScriptNumber {

    /** Bytes that arithmetic takes; results may have one more. */
    static final int ARITHMETIC = 4;

    /** Bytes of a lock time. */
    static final int LOCK_TIME = 5;

    private ScriptNumber() {}

    /** Reads a number of at most some bytes. */
    static long read(Slice bytes, int most, boolean minimal) throws ScriptFailed {
        int length = bytes.length();
        if (length > most || (minimal && !isMinimal(bytes))) {
            throw new ScriptFailed(ScriptError.SCRIPTNUM);
        }
        if (length == 0) {
            return 0;
        }
        long magnitude = 0;
        for (int i = 0; i < length; i++) {
            magnitude |= (long) bytes.at(i) << (8 * i);
        }
        long sign = 0x80L << (8 * (length - 1));
        return (magnitude & sign) == 0 ? magnitude : -(magnitude & ~sign);
    }

    /** The shortest form; a magnitude of at most 63 bits. */
    static Slice write(long value) {
        byte[] bytes = new byte[9];
        int length = 0;
        for (long rest = Math.abs(value); rest != 0; rest >>= 8) {
            bytes[length++] = (byte) rest;
        }
        if (length > 0 && (bytes[length - 1] & 0x80) != 0) {
            length++;
        }
        if (value < 0) {
            bytes[length - 1] |= (byte) 0x80;
        }
        return Slice.of(bytes, 0, length);
    }

    /** Core's CastToBool: anything but zeros, and a negative zero is zero too. */
    static boolean isTrue(Slice bytes) {
        int last = bytes.length() - 1;
        for (int i = 0; i <= last; i++) {
            if (bytes.at(i) != 0) {
                return i != last || bytes.at(i) != 0x80;
            }
        }
        return false;
    }

    private static boolean isMinimal(Slice bytes) {
        int last = bytes.length() - 1;
        if (last < 0 || (bytes.at(last) & 0x7f) != 0) {
            return true;
        }
        return last > 0 && (bytes.at(last - 1) & 0x80) != 0;
    }
}
