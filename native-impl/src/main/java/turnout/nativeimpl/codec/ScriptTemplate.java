package turnout.nativeimpl.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What kind of output a script is, as Core's Solver.
 *
 * @param data what the template holds: the public key (PUBKEY), the hash (PUBKEYHASH, SCRIPTHASH), the witness program,
 *     or the public keys in order (MULTISIG); empty for the others
 * @param number signatures needed (MULTISIG) or witness version (witness kinds); else 0
 */
public record ScriptTemplate(ScriptKind kind, List<Slice> data, int number) {

    private static final int OP_CHECKSIG = 0xac;
    private static final int OP_CHECKMULTISIG = 0xae;
    private static final int MAX_PUBKEYS_PER_MULTISIG = 20;

    public static ScriptTemplate of(Slice script) {
        int length = script.length();
        if (length == 23 && script.at(0) == 0xa9 && script.at(1) == 20 && script.at(22) == 0x87) {
            return holding(ScriptKind.SCRIPTHASH, script.slice(2, 20), 0);
        }
        if (isWitnessProgram(script)) {
            return witness(script.at(0) == 0 ? 0 : script.at(0) - 0x50, script.slice(2, length - 2));
        }
        if (length >= 1 && script.at(0) == 0x6a && ScriptCursor.isPushOnly(script, 1)) {
            return bare(ScriptKind.NULLDATA);
        }
        if ((length == 35 || length == 67) && script.at(0) == length - 2 && script.at(length - 1) == OP_CHECKSIG) {
            Slice key = script.slice(1, length - 2);
            if (hasPublicKeySize(key)) {
                return holding(ScriptKind.PUBKEY, key, 0);
            }
        }
        if (length == 25
                && script.at(0) == 0x76
                && script.at(1) == 0xa9
                && script.at(2) == 20
                && script.at(23) == 0x88
                && script.at(24) == OP_CHECKSIG) {
            return holding(ScriptKind.PUBKEYHASH, script.slice(3, 20), 0);
        }
        ScriptTemplate multisig = multisig(script);
        return multisig == null ? bare(ScriptKind.NONSTANDARD) : multisig;
    }

    /** The kind of a witness program, wherever it came from. */
    static ScriptTemplate witness(int version, Slice program) {
        int length = program.length();
        if (version == 0) {
            return length == 20
                    ? holding(ScriptKind.WITNESS_V0_KEYHASH, program, 0)
                    : length == 32
                            ? holding(ScriptKind.WITNESS_V0_SCRIPTHASH, program, 0)
                            : bare(ScriptKind.NONSTANDARD);
        }
        if (version == 1 && length == 32) {
            return holding(ScriptKind.WITNESS_V1_TAPROOT, program, 1);
        }
        if (version == 1 && length == 2 && program.at(0) == 0x4e && program.at(1) == 0x73) {
            return holding(ScriptKind.ANCHOR, program, 1);
        }
        return holding(ScriptKind.WITNESS_UNKNOWN, program, version);
    }

    /** Whether an output of this kind is a segwit one. */
    public boolean isWitness() {
        return switch (kind) {
            case WITNESS_V0_KEYHASH, WITNESS_V0_SCRIPTHASH, WITNESS_V1_TAPROOT, ANCHOR, WITNESS_UNKNOWN -> true;
            case NONSTANDARD, PUBKEY, PUBKEYHASH, SCRIPTHASH, MULTISIG, NULLDATA -> false;
        };
    }

    /** Core's CPubKey::ValidSize: whether the first byte goes with the length; hybrid keys (6, 7) do. */
    static boolean hasPublicKeySize(Slice key) {
        if (key.isEmpty()) {
            return false;
        }
        return switch (key.at(0)) {
            case 2, 3 -> key.length() == 33;
            case 4, 6, 7 -> key.length() == 65;
            default -> false;
        };
    }

    private static boolean isWitnessProgram(Slice script) {
        int length = script.length();
        return length >= 4
                && length <= 42
                && (script.at(0) == 0 || (script.at(0) >= 0x51 && script.at(0) <= 0x60))
                && script.at(1) + 2 == length;
    }

    private static @Nullable ScriptTemplate multisig(Slice script) {
        if (script.isEmpty() || script.at(script.length() - 1) != OP_CHECKMULTISIG) {
            return null;
        }
        ScriptCursor cursor = new ScriptCursor(script);
        if (!cursor.next()) {
            return null;
        }
        int required = smallNumber(cursor);
        if (required < 1 || required > MAX_PUBKEYS_PER_MULTISIG) {
            return null;
        }
        List<Slice> keys = new ArrayList<>();
        while (true) {
            if (!cursor.next()) {
                return null;
            }
            Slice key = cursor.data();
            if (!hasPublicKeySize(key)) {
                break;
            }
            keys.add(key);
        }
        int count = smallNumber(cursor);
        boolean whole = count >= required
                && count <= MAX_PUBKEYS_PER_MULTISIG
                && count == keys.size()
                && cursor.position() + 1 == script.length();
        return whole ? new ScriptTemplate(ScriptKind.MULTISIG, keys, required) : null;
    }

    /** A number pushed in its shortest form, -1 for anything else; only small ones matter here. */
    private static int smallNumber(ScriptCursor cursor) {
        if (cursor.opcode() >= 0x51 && cursor.opcode() <= 0x60) {
            return cursor.opcode() - 0x50;
        }
        // 17 to 20 need one byte; longer pushes are other numbers or not minimal.
        if (cursor.isPush() && cursor.dataLength() == 1 && cursor.isMinimalPush()) {
            int value = cursor.data().at(0);
            return value <= 0x7f ? value : -1;
        }
        return -1;
    }

    private static ScriptTemplate bare(ScriptKind kind) {
        return new ScriptTemplate(kind, List.of(), 0);
    }

    private static ScriptTemplate holding(ScriptKind kind, Slice data, int number) {
        return new ScriptTemplate(kind, List.of(data), number);
    }
}
