package turnout.nativeimpl.codec;

/** Builds the scriptPubKeys that addresses stand for. */
public final class OutputScript {

    private OutputScript() {}

    /** The segwit scriptPubKey: version 0 to 16, program of 2 to 40 bytes. */
    public static Slice witness(int version, Slice program) {
        byte[] script = new byte[2 + program.length()];
        script[0] = (byte) (version == 0 ? 0 : 0x50 + version);
        script[1] = (byte) program.length();
        System.arraycopy(program.array(), program.offset(), script, 2, program.length());
        return Slice.of(script);
    }

    /** OP_DUP OP_HASH160 hash OP_EQUALVERIFY OP_CHECKSIG. */
    public static Slice pubkeyHash(Slice hash) {
        byte[] script = new byte[25];
        script[0] = 0x76;
        script[1] = (byte) 0xa9;
        script[2] = 20;
        System.arraycopy(hash.array(), hash.offset(), script, 3, 20);
        script[23] = (byte) 0x88;
        script[24] = (byte) 0xac;
        return Slice.of(script);
    }

    /** OP_HASH160 hash OP_EQUAL. */
    public static Slice scriptHash(Slice hash) {
        byte[] script = new byte[23];
        script[0] = (byte) 0xa9;
        script[1] = 20;
        System.arraycopy(hash.array(), hash.offset(), script, 2, 20);
        script[22] = (byte) 0x87;
        return Slice.of(script);
    }
}
