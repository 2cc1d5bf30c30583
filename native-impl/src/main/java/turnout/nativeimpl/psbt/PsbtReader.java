package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.nativeimpl.psbt.RecordType.Global;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.psbt.RecordType.Out;

/** Reads PSBTs as strictly as Core does, and within limits. */
public final class PsbtReader {

    static final Slice MAGIC = Slice.ofHex("70736274ff");

    /** Records and maps together, then what they hold: what a reply would have to name one by one. */
    static final int MAX_RECORDS = 50_000;

    static final int MAX_ELEMENTS = 100_000;

    private PsbtReader() {}

    public static Psbt read(Slice bytes) throws Malformed, PsbtTooLarge {
        List<RecordMap> maps = readMaps(bytes);
        RecordMap global = maps.getFirst();
        Slice written = global.get(Global.VERSION);
        int version = written == null ? 0 : RecordValue.number(written);
        if (version != 0 && version != 2) {
            throw new Malformed("an unknown version");
        }
        RecordRules.check(MapKind.GLOBAL, global, version);
        RawTransaction unsigned = unsigned(global, version);
        long inputCount = unsigned != null ? unsigned.inputs().size() : count(global, Global.INPUT_COUNT);
        long outputCount = unsigned != null ? unsigned.outputs().size() : count(global, Global.OUTPUT_COUNT);
        if (maps.size() != 1 + inputCount + outputCount) {
            throw new Malformed("another number of maps than inputs and outputs");
        }
        List<RecordMap> inputs = List.copyOf(maps.subList(1, 1 + (int) inputCount));
        List<RecordMap> outputs = List.copyOf(maps.subList(1 + (int) inputCount, maps.size()));
        for (RecordMap input : inputs) {
            RecordRules.check(MapKind.INPUT, input, version);
        }
        for (RecordMap output : outputs) {
            RecordRules.check(MapKind.OUTPUT, output, version);
        }
        Psbt psbt = unsigned != null
                ? Psbt.version0(global, inputs, outputs, unsigned)
                : Psbt.version2(global, inputs, outputs);
        int elements = 0;
        for (int i = 0; i < inputs.size(); i++) {
            elements += checkSpent(psbt, i) + elements(inputs.get(i));
        }
        for (RecordMap output : outputs) {
            Slice tree = output.get(Out.TAP_TREE);
            elements += tree == null ? 0 : RecordValue.tree(tree).size();
        }
        if (elements > MAX_ELEMENTS) {
            throw new PsbtTooLarge("over " + MAX_ELEMENTS + " elements");
        }
        return psbt;
    }

    private static List<RecordMap> readMaps(Slice bytes) throws Malformed, PsbtTooLarge {
        ByteReader reader = new ByteReader(bytes);
        if (bytes.length() < MAGIC.length() || !reader.read(MAGIC.length()).equals(MAGIC)) {
            throw new Malformed("no magic bytes");
        }
        List<RecordMap> maps = new ArrayList<>();
        int records = 0;
        while (reader.remaining() > 0) {
            RecordMap map = new RecordMap();
            records = counted(records);
            for (int length = reader.readCompactSize(); length > 0; length = reader.readCompactSize()) {
                Slice key = reader.read(length);
                Slice value = reader.readSized();
                if (!map.add(key, value)) {
                    throw new Malformed("a key repeats");
                }
                records = counted(records);
            }
            maps.add(map);
        }
        if (maps.isEmpty()) {
            throw new Malformed("no global map");
        }
        return maps;
    }

    private static int counted(int records) throws PsbtTooLarge {
        if (records == MAX_RECORDS) {
            throw new PsbtTooLarge("over " + MAX_RECORDS + " records");
        }
        return records + 1;
    }

    private static @Nullable RawTransaction unsigned(RecordMap global, int version) throws Malformed {
        Slice bytes = global.get(Global.UNSIGNED_TX);
        if ((bytes == null) == (version == 0)) {
            throw new Malformed("an unsigned transaction belongs to version 0 and to no other");
        }
        if (bytes == null) {
            return null;
        }
        RawTransaction unsigned = TransactionReader.readWithoutWitness(bytes);
        if (unsigned.inputs().stream().anyMatch(input -> !input.scriptSig().isEmpty())) {
            throw new Malformed("an unsigned transaction that is signed");
        }
        return unsigned;
    }

    private static int count(RecordMap global, int type) throws Malformed {
        Slice value = global.get(type);
        return value == null ? 0 : RecordValue.count(value);
    }

    /** A previous transaction must be the one that the input names; how many elements it has. */
    private static int checkSpent(Psbt psbt, int input) throws Malformed {
        Slice bytes = psbt.inputs().get(input).get(In.NON_WITNESS_UTXO);
        if (bytes == null) {
            return 0;
        }
        RawTransaction previous = RecordValue.transaction(bytes);
        if (!psbt.spends().get(input).previousTxid().equals(Slice.of(previous.txidBytes()))) {
            throw new Malformed("the transaction of another outpoint");
        }
        if (Integer.compareUnsigned(
                        psbt.spends().get(input).vout(), previous.outputs().size())
                >= 0) {
            throw new Malformed("an output that the transaction does not have");
        }
        return previous.elementCount();
    }

    private static int elements(RecordMap input) throws Malformed {
        Slice witness = input.get(In.FINAL_SCRIPT_WITNESS);
        int elements = witness == null ? 0 : RecordValue.stack(witness).size();
        for (Map.Entry<Slice, Slice> record : input.entries(In.TAP_BIP32_DERIVATION)) {
            elements += TapOrigin.read(record.getValue()).leafHashes().size();
        }
        return elements;
    }
}
