package turnout.nativeimpl.psbt;

import java.util.List;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;

/** Builds transactions, with their serialization. */
final class Transactions {

    private static final int LEAST_INPUT = 41;
    private static final int MARKER_AND_FLAG = 0x0100;

    private Transactions() {}

    /** A transaction; with witness data where an input has a witness. */
    static RawTransaction of(int version, List<RawInput> inputs, List<RawOutput> outputs, int lockTime) {
        boolean hasWitness = inputs.stream().anyMatch(input -> !input.witness().isEmpty());
        ByteWriter out = new ByteWriter(LEAST_INPUT * (inputs.size() + outputs.size()) + 10).writeInt(version);
        if (hasWitness) {
            out.write(MARKER_AND_FLAG).write(MARKER_AND_FLAG >> 8);
        }
        int core = out.length();
        out.writeCompactSize(inputs.size());
        for (RawInput input : inputs) {
            out.writeOutpoint(input).writeSized(input.scriptSig()).writeInt(input.sequence());
        }
        out.writeCompactSize(outputs.size());
        outputs.forEach(out::writeOutput);
        int coreLength = out.length() - core;
        if (hasWitness) {
            inputs.forEach(input -> out.write(RecordValue.ofStack(input.witness())));
        }
        Slice bytes = out.writeInt(lockTime).toSlice();
        return new RawTransaction(bytes, version, inputs, outputs, lockTime, hasWitness, core, coreLength);
    }
}
