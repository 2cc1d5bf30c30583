package turnout.nativeimpl.sighash;

/** The bits of a hash type, as legacy and BIP143 read them: any 32-bit number is one. */
public final class HashType {

    public static final int DEFAULT = 0;
    public static final int ALL = 1;
    public static final int NONE = 2;
    public static final int SINGLE = 3;
    public static final int ANYONE_CAN_PAY = 0x80;

    // Core's mask: bits 5 and 6 say nothing.
    private static final int OUTPUTS = 0x1f;

    private HashType() {}

    static boolean isAnyoneCanPay(int type) {
        return (type & ANYONE_CAN_PAY) != 0;
    }

    static boolean isNone(int type) {
        return (type & OUTPUTS) == NONE;
    }

    static boolean isSingle(int type) {
        return (type & OUTPUTS) == SINGLE;
    }

    /** Core's IsDefinedHashtypeSignature: ALL, NONE or SINGLE, with ANYONECANPAY or without. */
    public static boolean isDefined(int type) {
        int outputs = type & ~ANYONE_CAN_PAY;
        return outputs >= ALL && outputs <= SINGLE;
    }

    /** Whether BIP341 knows it: the defined ones and DEFAULT. */
    public static boolean isTaproot(int type) {
        return type == DEFAULT || isDefined(type);
    }
}
