package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.RecordType.Global;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.psbt.RecordType.Out;

/**
 * A PSBT whose records have been checked. What it says of its transaction is the same for both versions.
 *
 * @param version 0 or 2
 * @param unsigned version 0's transaction
 * @param spends the inputs without scripts
 * @param payments the outputs
 */
public record Psbt(
        int version,
        RecordMap global,
        List<RecordMap> inputs,
        List<RecordMap> outputs,
        @Nullable RawTransaction unsigned,
        List<RawInput> spends,
        List<RawOutput> payments) {

    private static final int FINAL_SEQUENCE = -1;

    /** Of checked maps of version 0. */
    static Psbt version0(RecordMap global, List<RecordMap> inputs, List<RecordMap> outputs, RawTransaction unsigned) {
        return new Psbt(0, global, inputs, outputs, unsigned, unsigned.inputs(), unsigned.outputs());
    }

    /** Of checked maps of version 2. */
    static Psbt version2(RecordMap global, List<RecordMap> inputs, List<RecordMap> outputs) throws Malformed {
        List<RawInput> spends = new ArrayList<>(inputs.size());
        for (RecordMap input : inputs) {
            Slice sequence = input.get(In.SEQUENCE);
            spends.add(new RawInput(
                    needed(input, In.PREVIOUS_TXID),
                    RecordValue.number(needed(input, In.OUTPUT_INDEX)),
                    Slice.of(new byte[0]),
                    sequence == null ? FINAL_SEQUENCE : RecordValue.number(sequence),
                    List.of()));
        }
        List<RawOutput> payments = new ArrayList<>(outputs.size());
        for (RecordMap output : outputs) {
            payments.add(new RawOutput(RecordValue.amount(needed(output, Out.AMOUNT)), needed(output, Out.SCRIPT)));
        }
        return new Psbt(2, global, inputs, outputs, null, spends, payments);
    }

    /** The transaction's version, unsigned. */
    public int transactionVersion() {
        return unsigned != null ? unsigned.version() : checked(global, Global.TX_VERSION, 0);
    }

    /** The transaction's lock time, unsigned; with version 2 by BIP370, "Determining Lock Time". */
    public int lockTime() throws LockTimeConflict {
        if (unsigned != null) {
            return unsigned.lockTime();
        }
        boolean required = false;
        boolean heights = true;
        boolean times = true;
        int height = 0;
        int time = 0;
        for (RecordMap input : inputs) {
            boolean hasHeight = input.has(In.REQUIRED_HEIGHT);
            boolean hasTime = input.has(In.REQUIRED_TIME);
            if (hasHeight || hasTime) {
                required = true;
                heights &= hasHeight;
                times &= hasTime;
                height = Math.max(height, checked(input, In.REQUIRED_HEIGHT, 0));
                int inputTime = checked(input, In.REQUIRED_TIME, 0);
                time = Integer.compareUnsigned(inputTime, time) > 0 ? inputTime : time;
            }
        }
        if (!required) {
            return checked(global, Global.FALLBACK_LOCK_TIME, 0);
        }
        if (heights) {
            return height;
        }
        if (times) {
            return time;
        }
        throw new LockTimeConflict();
    }

    /** The transaction without signatures. */
    public RawTransaction transaction() throws LockTimeConflict {
        return unsigned != null ? unsigned : Transactions.of(transactionVersion(), spends, payments, lockTime());
    }

    /** The output that an input spends, from the whole previous transaction where it is there. */
    public Optional<RawOutput> spent(int input) {
        Optional<RawOutput> proven = provenSpent(input);
        return proven.isPresent() ? proven : witnessUtxo(input);
    }

    /** The output that an input spends, from the whole previous transaction only. */
    Optional<RawOutput> provenSpent(int input) {
        return previousTransaction(input)
                .map(previous -> previous.outputs().get(spends.get(input).vout()));
    }

    /** The whole transaction whose output an input spends. */
    public Optional<RawTransaction> previousTransaction(int input) {
        Slice previous = inputs.get(input).get(In.NON_WITNESS_UTXO);
        return previous == null
                ? Optional.empty()
                : Optional.of(Checked.value(() -> RecordValue.transaction(previous)));
    }

    /** The output that an input spends, as it is named without the transaction. */
    public Optional<RawOutput> witnessUtxo(int input) {
        Slice utxo = inputs.get(input).get(In.WITNESS_UTXO);
        return utxo == null ? Optional.empty() : Optional.of(Checked.value(() -> RecordValue.output(utxo)));
    }

    private static int checked(RecordMap map, int type, int absent) {
        Slice value = map.get(type);
        return value == null ? absent : Checked.value(() -> RecordValue.number(value));
    }

    private static Slice needed(RecordMap map, int type) throws Malformed {
        Slice value = map.get(type);
        if (value == null) {
            throw new Malformed("a record that version 2 needs is absent");
        }
        return value;
    }
}
