package turnout.nativeimpl.miniscript;

/** The opcodes that miniscript is made of. */
final class Operations {

    static final int ONE = 0x51;
    static final int IF = 0x63;
    static final int NOTIF = 0x64;
    static final int ELSE = 0x67;
    static final int ENDIF = 0x68;
    static final int VERIFY = 0x69;
    static final int TOALTSTACK = 0x6b;
    static final int FROMALTSTACK = 0x6c;
    static final int IFDUP = 0x73;
    static final int DUP = 0x76;
    static final int SWAP = 0x7c;
    static final int SIZE = 0x82;
    static final int EQUAL = 0x87;
    static final int EQUALVERIFY = 0x88;
    static final int NOT_ZERO = 0x92;
    static final int ADD = 0x93;
    static final int BOOLAND = 0x9a;
    static final int BOOLOR = 0x9b;
    static final int NUMEQUAL = 0x9c;
    static final int NUMEQUALVERIFY = 0x9d;
    static final int RIPEMD160 = 0xa6;
    static final int SHA256 = 0xa8;
    static final int HASH160 = 0xa9;
    static final int HASH256 = 0xaa;
    static final int CHECKSIG = 0xac;
    static final int CHECKSIGVERIFY = 0xad;
    static final int CHECKMULTISIG = 0xae;
    static final int CHECKMULTISIGVERIFY = 0xaf;
    static final int CHECKLOCKTIMEVERIFY = 0xb1;
    static final int CHECKSEQUENCEVERIFY = 0xb2;

    private Operations() {}
}
