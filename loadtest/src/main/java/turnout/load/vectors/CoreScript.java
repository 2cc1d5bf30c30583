package turnout.load.vectors;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.script.v1.ScriptFlag;

/** The notation of Core's script vectors: its ParseScript, and its lists of flags. */
public final class CoreScript {

    private static final int PUSHDATA1 = 0x4c;
    private static final int PUSHDATA2 = 0x4d;
    private static final int RESERVED = 0x50;

    private static final Map<String, Integer> OPCODES = opcodes();

    private CoreScript() {}

    /** Numbers, {@code 0xhex} as it is, {@code 'text'} as a push, opcodes with {@code OP_} or without. */
    public static ByteString parse(String text) {
        ByteWriter out = new ByteWriter(64);
        for (String word : text.split("\\s+", -1)) {
            if (word.matches("-?\\d+")) {
                number(out, Long.parseLong(word));
            } else if (word.startsWith("0x")) {
                out.write(CoreJson.bytes(word.substring(2)).toByteArray());
            } else if (word.startsWith("'")) {
                push(out, word.substring(1, word.length() - 1).getBytes(StandardCharsets.UTF_8));
            } else if (!word.isEmpty()) {
                out.write(opcode(word));
            }
        }
        return ByteString.copyFrom(out.toByteArray());
    }

    /** {@code P2SH,WITNESS}; nothing and NONE are none. */
    public static List<ScriptFlag> flags(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(name -> !name.isEmpty() && !name.equals("NONE"))
                .map(name -> ScriptFlag.valueOf("SCRIPT_FLAG_" + name))
                .toList();
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
            out.write((int) value + RESERVED);
        } else {
            push(out, bytes(value));
        }
    }

    /** Little-endian, the highest bit is the sign. */
    private static byte[] bytes(long value) {
        byte[] bytes = new byte[9];
        int length = 0;
        for (long rest = Math.abs(value); rest != 0; rest >>= 8) {
            bytes[length++] = (byte) rest;
        }
        if (bytes[length - 1] < 0) {
            length++;
        }
        if (value < 0) {
            bytes[length - 1] |= (byte) 0x80;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static void push(ByteWriter out, byte[] bytes) {
        if (bytes.length < PUSHDATA1) {
            out.write(bytes.length);
        } else if (bytes.length <= 0xff) {
            out.write(PUSHDATA1).write(bytes.length);
        } else {
            out.write(PUSHDATA2).write(bytes.length).write(bytes.length >> 8);
        }
        out.write(bytes);
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
        map.put("RESERVED", RESERVED);
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
