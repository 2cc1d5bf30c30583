package turnout.nativeimpl.psbt;

import java.util.Map;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.SignatureEncoding;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.RecordType.Global;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.psbt.RecordType.Out;

/** Which records each map may have, and of which form, as Core's psbt.h reads them. */
public final class RecordRules {

    private static final int LOCK_TIME_THRESHOLD = 500_000_000;

    private RecordRules() {}

    /** The type that a key begins with. */
    public static int type(Slice key) throws Malformed {
        return new ByteReader(key).readCompactSize();
    }

    /** Whether a type has a name in a kind of map. */
    public static boolean isKnown(MapKind kind, int type) {
        return switch (kind) {
            case GLOBAL -> type <= Global.TX_MODIFIABLE || type == Global.VERSION;
            case INPUT -> type <= In.MUSIG2_PARTIAL_SIGNATURE && type != 0x09 && type != 0x19;
            case OUTPUT -> type <= Out.MUSIG2_PARTICIPANTS;
        };
    }

    /** Whether a type makes the transaction, so that no update may touch it. */
    public static boolean isFixed(MapKind kind, int type) {
        return switch (kind) {
            case GLOBAL ->
                type == Global.UNSIGNED_TX
                        || type == Global.TX_VERSION
                        || type == Global.INPUT_COUNT
                        || type == Global.OUTPUT_COUNT
                        || type == Global.VERSION;
            case INPUT -> type == In.PREVIOUS_TXID || type == In.OUTPUT_INDEX;
            case OUTPUT -> type == Out.AMOUNT || type == Out.SCRIPT;
        };
    }

    /** Whether only version 2 has a type. */
    public static boolean isNewerThanVersion0(MapKind kind, int type) {
        return switch (kind) {
            case GLOBAL -> type >= Global.TX_VERSION && type <= Global.TX_MODIFIABLE;
            case INPUT -> type >= In.PREVIOUS_TXID && type <= In.REQUIRED_HEIGHT;
            case OUTPUT -> type == Out.AMOUNT || type == Out.SCRIPT;
        };
    }

    /** Checks every record of a map, and what the version asks for. */
    static void check(MapKind kind, RecordMap map, int version) throws Malformed {
        for (Map.Entry<Slice, Slice> record : map.entries()) {
            int type = check(kind, record.getKey(), record.getValue());
            if (version == 0 && isNewerThanVersion0(kind, type)) {
                throw new Malformed("a record that version 0 has not");
            }
        }
        if (version != 0) {
            need(hasWhatVersion2Needs(kind, map));
        }
    }

    private static boolean hasWhatVersion2Needs(MapKind kind, RecordMap map) {
        return switch (kind) {
            case GLOBAL -> map.has(Global.TX_VERSION) && map.has(Global.INPUT_COUNT) && map.has(Global.OUTPUT_COUNT);
            case INPUT -> map.has(In.PREVIOUS_TXID) && map.has(In.OUTPUT_INDEX);
            case OUTPUT -> map.has(Out.AMOUNT) && map.has(Out.SCRIPT);
        };
    }

    /** Checks one record by itself; its type. */
    public static int check(MapKind kind, Slice key, Slice value) throws Malformed {
        int type = type(key);
        if (type == RecordType.PROPRIETARY) {
            ProprietaryKey.read(key);
        } else if (isKnown(kind, type)) {
            switch (kind) {
                case GLOBAL -> checkGlobal(type, key, value);
                case INPUT -> checkInput(type, key, value);
                case OUTPUT -> checkOutput(type, key, value);
            }
        }
        return type;
    }

    private static void checkGlobal(int type, Slice key, Slice value) throws Malformed {
        if (type == Global.XPUB) {
            need(key.length() == 79);
            RecordValue.publicKey(key.slice(46, 33));
            KeyOrigin.read(value);
            return;
        }
        need(key.length() == 1);
        switch (type) {
            case Global.TX_VERSION, Global.FALLBACK_LOCK_TIME, Global.VERSION -> RecordValue.number(value);
            case Global.INPUT_COUNT, Global.OUTPUT_COUNT -> RecordValue.count(value);
            case Global.TX_MODIFIABLE -> need(value.length() == 1);
            default -> {
                // The unsigned transaction is read with the whole.
            }
        }
    }

    private static void checkInput(int type, Slice key, Slice value) throws Malformed {
        switch (type) {
            case In.PARTIAL_SIGNATURE -> {
                RecordValue.publicKey(RecordMap.data(key));
                need(SignatureEncoding.hashType(value) != null);
            }
            case In.BIP32_DERIVATION -> checkOrigin(key, value);
            case In.RIPEMD160, In.HASH160 -> need(key.length() == 21);
            case In.SHA256, In.HASH256 -> need(key.length() == 33);
            case In.TAP_SCRIPT_SIGNATURE -> need(key.length() == 65 && isSchnorrSized(value));
            case In.TAP_LEAF_SCRIPT -> need(key.length() >= 34 && (key.length() - 2) % 32 == 0 && !value.isEmpty());
            case In.TAP_BIP32_DERIVATION -> checkTapOrigin(key, value);
            case In.MUSIG2_PARTICIPANTS -> checkParticipants(key, value);
            case In.MUSIG2_NONCE -> checkMusig2(key, value, 66);
            case In.MUSIG2_PARTIAL_SIGNATURE -> checkMusig2(key, value, 32);
            default -> {
                need(key.length() == 1);
                checkPlainInput(type, value);
            }
        }
    }

    /** Records without key data. */
    private static void checkPlainInput(int type, Slice value) throws Malformed {
        switch (type) {
            case In.NON_WITNESS_UTXO -> RecordValue.transaction(value);
            case In.WITNESS_UTXO -> RecordValue.output(value);
            case In.SIGHASH_TYPE, In.OUTPUT_INDEX, In.SEQUENCE -> RecordValue.number(value);
            case In.FINAL_SCRIPT_WITNESS -> RecordValue.stack(value);
            case In.PREVIOUS_TXID, In.TAP_INTERNAL_KEY, In.TAP_MERKLE_ROOT -> need(value.length() == 32);
            case In.REQUIRED_TIME -> need(Integer.compareUnsigned(RecordValue.number(value), LOCK_TIME_THRESHOLD) >= 0);
            case In.REQUIRED_HEIGHT -> {
                int height = RecordValue.number(value);
                need(height > 0 && height < LOCK_TIME_THRESHOLD);
            }
            case In.TAP_KEY_SIGNATURE -> need(isSchnorrSized(value));
            default -> {
                // Scripts: any bytes.
            }
        }
    }

    private static void checkOutput(int type, Slice key, Slice value) throws Malformed {
        switch (type) {
            case Out.BIP32_DERIVATION -> checkOrigin(key, value);
            case Out.TAP_BIP32_DERIVATION -> checkTapOrigin(key, value);
            case Out.MUSIG2_PARTICIPANTS -> checkParticipants(key, value);
            default -> {
                need(key.length() == 1);
                switch (type) {
                    case Out.AMOUNT -> RecordValue.amount(value);
                    case Out.TAP_INTERNAL_KEY -> need(value.length() == 32);
                    case Out.TAP_TREE -> RecordValue.tree(value);
                    default -> {
                        // Scripts: any bytes.
                    }
                }
            }
        }
    }

    private static void checkOrigin(Slice key, Slice value) throws Malformed {
        RecordValue.publicKey(RecordMap.data(key));
        KeyOrigin.read(value);
    }

    private static void checkTapOrigin(Slice key, Slice value) throws Malformed {
        need(key.length() == 33);
        TapOrigin.read(value);
    }

    private static void checkParticipants(Slice key, Slice value) throws Malformed {
        need(key.length() == 34);
        RecordValue.publicKey(RecordMap.data(key));
        RecordValue.participants(value);
    }

    private static void checkMusig2(Slice key, Slice value, int size) throws Malformed {
        need((key.length() == 67 || key.length() == 99) && value.length() == size);
        RecordValue.publicKey(key.slice(1, 33));
        RecordValue.publicKey(key.slice(34, 33));
    }

    private static boolean isSchnorrSized(Slice signature) {
        return signature.length() == 64 || signature.length() == 65;
    }

    private static void need(boolean holds) throws Malformed {
        if (!holds) {
            throw new Malformed("a record of another form");
        }
    }
}
