package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.RecordType.Global;
import turnout.nativeimpl.psbt.RecordType.In;

/** The order that records are written in, which is Core's; psbt.proto states it. */
public final class CanonicalOrder {

    /**
     * A record with what it is sorted by: the place of its type, then these byte strings one after the other. Text that
     * Core compares by length first carries its length in front.
     */
    private record Placed(long place, List<Slice> by, Map.Entry<Slice, Slice> record) {}

    private static final Comparator<Placed> ORDER =
            Comparator.comparingLong(Placed::place).thenComparing(CanonicalOrder::compareParts);

    private static final long BEHIND_NAMED = 1L << 32;
    private static final long PROPRIETARY = 2L << 32;
    private static final long UNKNOWN = 3L << 32;
    private static final Slice NO_LEAF = Slice.of(new byte[32]);

    private CanonicalOrder() {}

    /** The records of a map; a version of 0 is left out. */
    public static List<Map.Entry<Slice, Slice>> of(MapKind kind, RecordMap map) {
        List<Placed> placed = new ArrayList<>();
        for (Map.Entry<Slice, Slice> record : map.entries()) {
            int type = Checked.value(() -> RecordRules.type(record.getKey()));
            if (kind != MapKind.GLOBAL || type != Global.VERSION || !isZero(record.getValue())) {
                placed.add(new Placed(place(kind, type), parts(kind, type, record), record));
            }
        }
        placed.sort(ORDER);
        return placed.stream().map(Placed::record).toList();
    }

    private static long place(MapKind kind, int type) {
        if (type == RecordType.PROPRIETARY) {
            return PROPRIETARY;
        }
        if (!RecordRules.isKnown(kind, type)) {
            return UNKNOWN;
        }
        boolean late = kind == MapKind.INPUT && RecordRules.isNewerThanVersion0(kind, type);
        return late ? BEHIND_NAMED + type : type;
    }

    private static List<Slice> parts(MapKind kind, int type, Map.Entry<Slice, Slice> record) {
        Slice key = record.getKey();
        Slice value = record.getValue();
        if (kind == MapKind.GLOBAL && type == Global.XPUB) {
            return xpub(key, value);
        }
        if (kind != MapKind.INPUT) {
            return List.of(key);
        }
        return switch (type) {
            case In.PARTIAL_SIGNATURE -> List.of(Slice.of(Hashes.hash160(RecordMap.data(key))), key);
            case In.TAP_LEAF_SCRIPT -> {
                int script = value.length() - 1;
                yield List.of(value.slice(0, script), value.slice(script, 1), length(key.length()), key);
            }
            case In.MUSIG2_NONCE, In.MUSIG2_PARTIAL_SIGNATURE -> {
                Slice leaf = key.length() == 67 ? NO_LEAF : key.slice(67, 32);
                yield List.of(key.slice(34, 33), leaf, key.slice(1, 33), key);
            }
            default -> List.of(key);
        };
    }

    private static List<Slice> xpub(Slice key, Slice value) {
        List<Slice> parts = new ArrayList<>(List.of(value.slice(0, 4), length(value.length())));
        for (int at = 4; at < value.length(); at += 4) {
            parts.add(Slice.of(new byte[] {
                (byte) value.at(at + 3), (byte) value.at(at + 2), (byte) value.at(at + 1), (byte) value.at(at)
            }));
        }
        parts.add(key.slice(46, 33));
        parts.add(key.slice(14, 32));
        parts.add(key);
        return parts;
    }

    private static Slice length(int length) {
        return Slice.of(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
    }

    private static boolean isZero(Slice value) {
        return RecordMap.BYTES.compare(value, Slice.of(new byte[value.length()])) == 0;
    }

    private static int compareParts(Placed one, Placed other) {
        // Of one type: the same number of parts, or other lengths that differ in a part before.
        for (int i = 0; i < Math.min(one.by.size(), other.by.size()); i++) {
            int order = RecordMap.BYTES.compare(one.by.get(i), other.by.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
