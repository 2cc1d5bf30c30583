package turnout.nativeimpl.codec;

import java.util.Arrays;

/** Core's names of operations (GetOpName). */
final class Opcode {

    private static final String[] NAMES = names();

    private Opcode() {}

    static String name(int opcode) {
        return NAMES[opcode];
    }

    private static String[] names() {
        String[] names = new String[256];
        Arrays.fill(names, "OP_UNKNOWN");
        names[0x00] = "0";
        put(names, 0x4c, "OP_PUSHDATA1 OP_PUSHDATA2 OP_PUSHDATA4 -1 OP_RESERVED");
        for (int number = 1; number <= 16; number++) {
            names[0x50 + number] = Integer.toString(number);
        }
        put(names, 0x61, "OP_NOP OP_VER OP_IF OP_NOTIF OP_VERIF OP_VERNOTIF OP_ELSE OP_ENDIF OP_VERIFY OP_RETURN");
        put(names, 0x6b, "OP_TOALTSTACK OP_FROMALTSTACK OP_2DROP OP_2DUP OP_3DUP OP_2OVER OP_2ROT OP_2SWAP");
        put(names, 0x73, "OP_IFDUP OP_DEPTH OP_DROP OP_DUP OP_NIP OP_OVER OP_PICK OP_ROLL OP_ROT OP_SWAP OP_TUCK");
        put(names, 0x7e, "OP_CAT OP_SUBSTR OP_LEFT OP_RIGHT OP_SIZE OP_INVERT OP_AND OP_OR OP_XOR OP_EQUAL");
        put(names, 0x88, "OP_EQUALVERIFY OP_RESERVED1 OP_RESERVED2 OP_1ADD OP_1SUB OP_2MUL OP_2DIV OP_NEGATE");
        put(names, 0x90, "OP_ABS OP_NOT OP_0NOTEQUAL OP_ADD OP_SUB OP_MUL OP_DIV OP_MOD OP_LSHIFT OP_RSHIFT");
        put(names, 0x9a, "OP_BOOLAND OP_BOOLOR OP_NUMEQUAL OP_NUMEQUALVERIFY OP_NUMNOTEQUAL OP_LESSTHAN");
        put(names, 0xa0, "OP_GREATERTHAN OP_LESSTHANOREQUAL OP_GREATERTHANOREQUAL OP_MIN OP_MAX OP_WITHIN");
        put(names, 0xa6, "OP_RIPEMD160 OP_SHA1 OP_SHA256 OP_HASH160 OP_HASH256 OP_CODESEPARATOR OP_CHECKSIG");
        put(names, 0xad, "OP_CHECKSIGVERIFY OP_CHECKMULTISIG OP_CHECKMULTISIGVERIFY OP_NOP1");
        put(names, 0xb1, "OP_CHECKLOCKTIMEVERIFY OP_CHECKSEQUENCEVERIFY OP_NOP4 OP_NOP5 OP_NOP6 OP_NOP7 OP_NOP8");
        put(names, 0xb8, "OP_NOP9 OP_NOP10 OP_CHECKSIGADD");
        names[0xff] = "OP_INVALIDOPCODE";
        return names;
    }

    private static void put(String[] names, int from, String listed) {
        String[] run = listed.split(" ", -1);
        System.arraycopy(run, 0, names, from, run.length);
    }
}
