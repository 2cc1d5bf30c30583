package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.RecordType.Global;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.psbt.RecordType.Out;

/** The creator: a PSBT of a transaction that nobody has signed; and the same PSBT in the other version. */
public final class Creator {

    /** The least lock time that is a Unix time. */
    public static final int LOCK_TIME_THRESHOLD = 500_000_000;

    /**
     * An input of a new PSBT.
     *
     * @param time required lock time, version 2 only
     * @param height required lock time, version 2 only
     */
    public record NewInput(
            RawInput spend,
            @Nullable Integer time,
            @Nullable Integer height) {}

    private Creator() {}

    /** @param lockTime with version 2 the fallback */
    public static Slice create(
            int version, int transactionVersion, List<NewInput> inputs, List<RawOutput> outputs, int lockTime) {
        RecordMap global = new RecordMap();
        List<RecordMap> inputMaps =
                Stream.generate(RecordMap::new).limit(inputs.size()).toList();
        List<RecordMap> outputMaps =
                Stream.generate(RecordMap::new).limit(outputs.size()).toList();
        if (version == 0) {
            List<RawInput> spends = inputs.stream().map(NewInput::spend).toList();
            global.put(
                    Global.UNSIGNED_TX,
                    Transactions.of(transactionVersion, spends, outputs, lockTime)
                            .bytes());
            return PsbtWriter.write(global, inputMaps, outputMaps);
        }
        putHead(global, transactionVersion, lockTime, inputs.size(), outputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            putInput(inputMaps.get(i), inputs.get(i));
        }
        for (int i = 0; i < outputs.size(); i++) {
            putOutput(outputMaps.get(i), outputs.get(i));
        }
        return PsbtWriter.write(global, inputMaps, outputMaps);
    }

    /** The same PSBT in a version. */
    public static Slice convert(Psbt psbt, int version) throws LockTimeConflict {
        if (version == psbt.version()) {
            return PsbtWriter.write(psbt);
        }
        RecordMap global = psbt.global().copy();
        List<RecordMap> inputs =
                new ArrayList<>(psbt.inputs().stream().map(RecordMap::copy).toList());
        List<RecordMap> outputs =
                new ArrayList<>(psbt.outputs().stream().map(RecordMap::copy).toList());
        if (version == 0) {
            strip(MapKind.GLOBAL, global);
            inputs.forEach(input -> strip(MapKind.INPUT, input));
            outputs.forEach(output -> strip(MapKind.OUTPUT, output));
            global.remove(Global.VERSION);
            global.put(Global.UNSIGNED_TX, psbt.transaction().bytes());
            return PsbtWriter.write(global, inputs, outputs);
        }
        global.remove(Global.UNSIGNED_TX);
        putHead(global, psbt.transactionVersion(), psbt.lockTime(), inputs.size(), outputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            putInput(inputs.get(i), new NewInput(psbt.spends().get(i), null, null));
        }
        for (int i = 0; i < outputs.size(); i++) {
            putOutput(outputs.get(i), psbt.payments().get(i));
        }
        return PsbtWriter.write(global, inputs, outputs);
    }

    private static void strip(MapKind kind, RecordMap map) {
        map.removeIf(key -> RecordRules.isNewerThanVersion0(kind, Checked.value(() -> RecordRules.type(key))));
    }

    private static void putHead(RecordMap global, int transactionVersion, int lockTime, int inputs, int outputs) {
        global.put(Global.TX_VERSION, RecordValue.ofNumber(transactionVersion));
        global.put(Global.FALLBACK_LOCK_TIME, RecordValue.ofNumber(lockTime));
        global.put(
                Global.INPUT_COUNT, new ByteWriter(9).writeCompactSize(inputs).toSlice());
        global.put(
                Global.OUTPUT_COUNT, new ByteWriter(9).writeCompactSize(outputs).toSlice());
        global.put(Global.VERSION, RecordValue.ofNumber(2));
    }

    private static void putInput(RecordMap map, NewInput input) {
        map.put(In.PREVIOUS_TXID, input.spend().previousTxid());
        map.put(In.OUTPUT_INDEX, RecordValue.ofNumber(input.spend().vout()));
        map.put(In.SEQUENCE, RecordValue.ofNumber(input.spend().sequence()));
        if (input.time() != null) {
            map.put(In.REQUIRED_TIME, RecordValue.ofNumber(input.time()));
        }
        if (input.height() != null) {
            map.put(In.REQUIRED_HEIGHT, RecordValue.ofNumber(input.height()));
        }
    }

    private static void putOutput(RecordMap map, RawOutput output) {
        map.put(Out.AMOUNT, new ByteWriter(8).writeLong(output.value()).toSlice());
        map.put(Out.SCRIPT, output.scriptPubKey());
    }
}
