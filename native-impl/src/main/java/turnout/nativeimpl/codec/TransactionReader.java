package turnout.nativeimpl.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads transactions: one inside a block by BIP144, or a lone one by the rules of Core's DecodeHexTx, which tells a
 * witness serialization from a legacy one whose input count is zero.
 */
public final class TransactionReader {

    // The least bytes of an input (outpoint, empty script, sequence) and an output (value, empty script): a count that
    // the remaining bytes cannot hold must not reserve memory.
    private static final int LEAST_INPUT = 41;
    private static final int LEAST_OUTPUT = 9;

    private TransactionReader() {}

    /**
     * Reads bytes that are exactly one transaction. Where both readings are whole, the one whose scripts all parse wins,
     * then the one with witness data.
     */
    public static RawTransaction readWhole(Slice bytes) throws Malformed {
        RawTransaction extended = readWhole(bytes, true);
        if (extended != null && hasSaneScripts(extended)) {
            return extended;
        }
        RawTransaction legacy = readWhole(bytes, false);
        if (legacy != null && hasSaneScripts(legacy)) {
            return legacy;
        }
        if (extended != null) {
            return extended;
        }
        if (legacy != null) {
            return legacy;
        }
        throw new Malformed("not one whole transaction");
    }

    /** Reads the next transaction, as in a block: a zero input count is BIP144's marker. */
    public static RawTransaction read(Slice bytes, ByteReader reader) throws Malformed {
        return read(bytes, reader, true);
    }

    /** Reads bytes that are exactly one transaction without witness data, which may have no inputs. */
    public static RawTransaction readWithoutWitness(Slice bytes) throws Malformed {
        RawTransaction transaction = readWhole(bytes, false);
        if (transaction == null) {
            throw new Malformed("not one whole transaction without witness data");
        }
        return transaction;
    }

    private static @Nullable RawTransaction readWhole(Slice bytes, boolean allowWitness) {
        try {
            ByteReader reader = new ByteReader(bytes);
            RawTransaction transaction = read(bytes, reader, allowWitness);
            return reader.remaining() == 0 ? transaction : null;
        } catch (Malformed e) {
            return null;
        }
    }

    private static RawTransaction read(Slice bytes, ByteReader reader, boolean allowWitness) throws Malformed {
        int start = reader.position();
        int version = reader.readInt();
        int core = reader.position();
        int inputCount = reader.readCompactSize();
        int flags = 0;
        boolean empty = false;
        if (inputCount == 0 && allowWitness) {
            flags = reader.readByte();
            empty = flags == 0;
            if (!empty) {
                core = reader.position();
                inputCount = reader.readCompactSize();
            }
        }
        List<RawInput> inputs = empty ? List.of() : readInputs(reader, inputCount);
        List<RawOutput> outputs = empty ? List.of() : readOutputs(reader);
        int coreLength = reader.position() - core;
        if ((flags & 1) != 0) {
            inputs = readWitnesses(reader, inputs);
        }
        if ((flags & ~1) != 0) {
            throw new Malformed("unknown flags");
        }
        int lockTime = reader.readInt();
        Slice whole = bytes.slice(start, reader.position() - start);
        return new RawTransaction(whole, version, inputs, outputs, lockTime, flags != 0, core - start, coreLength);
    }

    private static List<RawInput> readInputs(ByteReader reader, int count) throws Malformed {
        if (count > reader.remaining() / LEAST_INPUT) {
            throw new Malformed("more inputs than bytes");
        }
        List<RawInput> inputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            inputs.add(
                    new RawInput(reader.read(32), reader.readInt(), reader.readSized(), reader.readInt(), List.of()));
        }
        return inputs;
    }

    private static List<RawOutput> readOutputs(ByteReader reader) throws Malformed {
        int count = reader.readCompactSize();
        if (count > reader.remaining() / LEAST_OUTPUT) {
            throw new Malformed("more outputs than bytes");
        }
        List<RawOutput> outputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            outputs.add(new RawOutput(reader.readLong(), reader.readSized()));
        }
        return outputs;
    }

    private static List<RawInput> readWitnesses(ByteReader reader, List<RawInput> inputs) throws Malformed {
        List<RawInput> witnessed = new ArrayList<>(inputs.size());
        boolean any = false;
        for (RawInput input : inputs) {
            int count = reader.readCompactSize();
            if (count > reader.remaining()) {
                throw new Malformed("more witness items than bytes");
            }
            List<Slice> witness = count == 0 ? List.of() : new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                witness.add(reader.readSized());
            }
            any |= count > 0;
            witnessed.add(
                    new RawInput(input.previousTxid(), input.vout(), input.scriptSig(), input.sequence(), witness));
        }
        if (!any) {
            throw new Malformed("a witness serialization without a witness");
        }
        return witnessed;
    }

    /** Core's CheckTxScriptsSanity: whether every script's operations parse and are known, and none is too long. */
    private static boolean hasSaneScripts(RawTransaction transaction) {
        if (!transaction.isCoinbase()) {
            for (RawInput input : transaction.inputs()) {
                if (!isSane(input.scriptSig())) {
                    return false;
                }
            }
        }
        for (RawOutput output : transaction.outputs()) {
            if (!isSane(output.scriptPubKey())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSane(Slice script) {
        return script.length() <= ScriptCursor.MAX_SCRIPT_SIZE && ScriptCursor.hasValidOperations(script);
    }
}
