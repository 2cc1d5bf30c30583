package turnout.nativeimpl.psbt;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.RecordType.Global;

/** The combiner of BIP174. Where two differ in a value the smaller one stays, so that the order does not matter. */
public final class Combiner {

    private static final int HAS_SINGLE = 4;

    private Combiner() {}

    /** Whether two PSBTs are of one version and transaction; BIP370 leaves the sequences of version 2 out. */
    public static boolean areOne(Psbt one, Psbt other) {
        if (one.unsigned() != null && other.unsigned() != null) {
            return one.unsigned().bytes().equals(other.unsigned().bytes());
        }
        return one.version() == other.version()
                && one.transactionVersion() == other.transactionVersion()
                && one.payments().equals(other.payments())
                && outpoints(one).equals(outpoints(other))
                && Objects.equals(lockTime(one), lockTime(other));
    }

    private static List<RawInput> outpoints(Psbt psbt) {
        return psbt.spends().stream()
                .map(spend -> new RawInput(spend.previousTxid(), spend.vout(), spend.scriptSig(), 0, spend.witness()))
                .toList();
    }

    private static @Nullable Integer lockTime(Psbt psbt) {
        try {
            return psbt.lockTime();
        } catch (LockTimeConflict e) {
            return null;
        }
    }

    /** The records of all, which are of one transaction. */
    public static Slice combine(List<Psbt> psbts) {
        RecordMap global = merged(psbts.stream().map(Psbt::global).toList());
        if (global.has(Global.TX_MODIFIABLE)) {
            global.put(Global.TX_MODIFIABLE, Slice.of(new byte[] {(byte) modifiable(psbts)}));
        }
        Psbt first = psbts.getFirst();
        return PsbtWriter.write(
                global,
                IntStream.range(0, first.inputs().size())
                        .mapToObj(i -> merged(
                                psbts.stream().map(psbt -> psbt.inputs().get(i)).toList()))
                        .toList(),
                IntStream.range(0, first.outputs().size())
                        .mapToObj(i -> merged(psbts.stream()
                                .map(psbt -> psbt.outputs().get(i))
                                .toList()))
                        .toList());
    }

    /** What all allow; and whether one has a SIGHASH_SINGLE signature. Absent flags allow nothing. */
    private static int modifiable(List<Psbt> psbts) {
        int common = 0xff;
        int any = 0;
        for (Psbt psbt : psbts) {
            Slice flags = psbt.global().get(Global.TX_MODIFIABLE);
            common &= flags == null ? 0 : flags.at(0);
            any |= flags == null ? 0 : flags.at(0);
        }
        return common | (any & HAS_SINGLE);
    }

    private static RecordMap merged(List<RecordMap> maps) {
        RecordMap merged = new RecordMap();
        for (RecordMap map : maps) {
            for (Map.Entry<Slice, Slice> record : map.entries()) {
                Slice held = merged.get(record.getKey());
                if (held == null || RecordMap.BYTES.compare(record.getValue(), held) < 0) {
                    merged.put(record.getKey(), record.getValue());
                }
            }
        }
        return merged;
    }
}
