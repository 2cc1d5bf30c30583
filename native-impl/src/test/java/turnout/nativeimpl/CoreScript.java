package turnout.nativeimpl;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;

/** Reads the script notation of Core's test vectors (its ParseScript): numbers, 0xhex, 'text', opcodes with or without OP_. */
public final class CoreScript {

    private static final Map<String, Integer> OPCODES = opcodes();

    private CoreScript() {}

    public static Slice parse(String text) {
        ByteWriter out = new ByteWriter(64);
        for (String word : text.split("\\s+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            if (word.matches("-?\\d+")) {
                number(out, Long.parseLong(word));
            } else if (word.startsWith("0x")) {
                out.write(HexFormat.of().parseHex(word.substring(2)));
            } else if (word.startsWith("'")) {
                push(out, word.substring(1, word.length() - 1).getBytes(StandardCharsets.UTF_8));
            } else {
                out.write(opcode(word));
            }
        }
        return out.toSlice();
    }

    /** As Core's {@code CScript << bytes}. */
    public static void push(ByteWriter out, byte[] bytes) {
        if (bytes.length < 0x4c) {
            out.write(bytes.length);
        } else if (bytes.length <= 0xff) {
            out.write(0x4c).write(bytes.length);
        } else {
            out.write(0x4d).write(bytes.length).write(bytes.length >> 8);
        }
        out.write(bytes);
    }

    private static int opcode(String word) {
        Integer opcode = OPCODES.get(word.startsWith("OP_") ? word.substring(3) : word);
        if (opcode == null) {
            throw new IllegalArgumentException("no opcode: " + word);
        }
        return opcode;
    }

    private static void number(ByteWriter out, long value) {
        if (value == 0) {
            out.write(0);
        } else if (value == -1 || (value >= 1 && value <= 16)) {
            out.write((int) value + 0x50);
        } else {
            ByteWriter bytes = new ByteWriter(9);
            long rest = Math.abs(value);
            int last = 0;
            for (; rest != 0; rest >>= 8) {
                last = (int) rest & 0xff;
                if (rest > 0xff) {
                    bytes.write(last);
                }
            }
            int sign = value < 0 ? 0x80 : 0;
            if ((last & 0x80) != 0) {
                bytes.write(last).write(sign);
            } else {
                bytes.write(last | sign);
            }
            push(out, bytes.toByteArray());
        }
    }

    private static Map<String, Integer> opcodes() {
        Map<String, Integer> map = new HashMap<>();
        put(map, 0x61, "NOP VER IF NOTIF VERIF VERNOTIF ELSE ENDIF VERIFY RETURN TOALTSTACK FROMALTSTACK 2DROP 2DUP");
        put(map, 0x6f, "3DUP 2OVER 2ROT 2SWAP IFDUP DEPTH DROP DUP NIP OVER PICK ROLL ROT SWAP TUCK CAT SUBSTR LEFT");
        put(map, 0x81, "RIGHT SIZE INVERT AND OR XOR EQUAL EQUALVERIFY RESERVED1 RESERVED2 1ADD 1SUB 2MUL 2DIV");
        put(map, 0x8f, "NEGATE ABS NOT 0NOTEQUAL ADD SUB MUL DIV MOD LSHIFT RSHIFT BOOLAND BOOLOR NUMEQUAL");
        put(map, 0x9d, "NUMEQUALVERIFY NUMNOTEQUAL LESSTHAN GREATERTHAN LESSTHANOREQUAL GREATERTHANOREQUAL MIN MAX");
        put(map, 0xa5, "WITHIN RIPEMD160 SHA1 SHA256 HASH160 HASH256 CODESEPARATOR CHECKSIG CHECKSIGVERIFY");
        put(map, 0xae, "CHECKMULTISIG CHECKMULTISIGVERIFY NOP1 CHECKLOCKTIMEVERIFY CHECKSEQUENCEVERIFY NOP4 NOP5");
        put(map, 0xb5, "NOP6 NOP7 NOP8 NOP9 NOP10 CHECKSIGADD");
        map.put("RESERVED", 0x50);
        map.put("INVALIDOPCODE", 0xff);
        return map;
    }

    private static void put(Map<String, Integer> map, int from, String listed) {
        int opcode = from;
        for (String name : listed.split(" ", -1)) {
            map.put(name, opcode++);
        }
    }
}
