package turnout.nativeimpl.psbt;

import java.util.List;
import java.util.Map;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;

/** Writes PSBTs in canonical order. */
public final class PsbtWriter {

    private PsbtWriter() {}

    public static Slice write(Psbt psbt) {
        return write(psbt.global(), psbt.inputs(), psbt.outputs());
    }

    public static Slice write(RecordMap global, List<RecordMap> inputs, List<RecordMap> outputs) {
        ByteWriter out = new ByteWriter(1024).write(PsbtReader.MAGIC);
        write(out, MapKind.GLOBAL, global);
        inputs.forEach(input -> write(out, MapKind.INPUT, input));
        outputs.forEach(output -> write(out, MapKind.OUTPUT, output));
        return out.toSlice();
    }

    private static void write(ByteWriter out, MapKind kind, RecordMap map) {
        for (Map.Entry<Slice, Slice> record : CanonicalOrder.of(kind, map)) {
            out.writeSized(record.getKey()).writeSized(record.getValue());
        }
        out.write(0);
    }
}
