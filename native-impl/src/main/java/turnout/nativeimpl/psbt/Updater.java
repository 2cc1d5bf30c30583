package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.psbt.RecordType.Out;
import turnout.nativeimpl.taproot.TapLeaf;

/**
 * The updater of BIP174 for one PSBT: puts UTXOs, scripts and key origins where they belong. Every step throws where the
 * update adds too much. One owner, one thread.
 */
public final class Updater {

    /** One previous transaction can belong to every input: bytes that an update may add. */
    private static final int MAX_ADDED = 4_000_000;

    private final Psbt psbt;
    private final RecordMap global;
    private final List<RecordMap> inputs;
    private final List<RecordMap> outputs;
    private final Map<Integer, RawOutput> told = new HashMap<>();
    private final Map<Slice, List<Integer>> byTxid = new TreeMap<>(RecordMap.BYTES);
    private long added;

    public Updater(Psbt psbt) {
        this.psbt = psbt;
        this.global = psbt.global().copy();
        this.inputs = psbt.inputs().stream().map(RecordMap::copy).toList();
        this.outputs = psbt.outputs().stream().map(RecordMap::copy).toList();
        for (int i = 0; i < inputs.size(); i++) {
            byTxid.computeIfAbsent(psbt.spends().get(i).previousTxid(), txid -> new ArrayList<>())
                    .add(i);
        }
    }

    /** The maps of a kind, which puts change. */
    public List<RecordMap> maps(MapKind kind) {
        return switch (kind) {
            case GLOBAL -> List.of(global);
            case INPUT -> inputs;
            case OUTPUT -> outputs;
        };
    }

    public int version() {
        return psbt.version();
    }

    /** The canonical bytes of the PSBT as it is now. */
    public Slice bytes() {
        return PsbtWriter.write(global, inputs, outputs);
    }

    /** Adds or replaces one record. */
    public void put(RecordMap map, Slice key, Slice value) throws PsbtTooLarge {
        added += key.length() + value.length();
        if (added > MAX_ADDED) {
            throw new PsbtTooLarge("the update adds over " + MAX_ADDED + " bytes");
        }
        map.put(key, value);
    }

    private void put(RecordMap map, int type, Slice value) throws PsbtTooLarge {
        put(map, RecordMap.key(type), value);
    }

    /** A whole transaction that inputs may spend from. */
    public void previousTransaction(RawTransaction transaction) throws PsbtTooLarge {
        for (int input : byTxid.getOrDefault(Slice.of(transaction.txidBytes()), List.of())) {
            int vout = psbt.spends().get(input).vout();
            if (vout < 0 || vout >= transaction.outputs().size()) {
                continue;
            }
            RawOutput output = transaction.outputs().get(vout);
            told.put(input, output);
            ScriptTemplate template = ScriptTemplate.of(output.scriptPubKey());
            if (template.kind() != ScriptKind.WITNESS_V1_TAPROOT) {
                put(inputs.get(input), In.NON_WITNESS_UTXO, transaction.bytes());
            }
            if (template.isWitness()) {
                put(inputs.get(input), In.WITNESS_UTXO, RecordValue.ofOutput(output));
            }
        }
    }

    /** One output that inputs may spend. */
    public void prevout(Slice txid, int vout, RawOutput output) throws PsbtTooLarge {
        for (int input : byTxid.getOrDefault(txid, List.of())) {
            RawInput spend = psbt.spends().get(input);
            if (spend.vout() == vout) {
                told.put(input, output);
                if (ScriptTemplate.of(output.scriptPubKey()).isWitness()) {
                    put(inputs.get(input), In.WITNESS_UTXO, RecordValue.ofOutput(output));
                }
            }
        }
    }

    /** Redeem and witness scripts, and the witness UTXOs that redeem scripts make right. */
    public void scripts(List<Slice> scripts) throws PsbtTooLarge {
        Map<Slice, Slice> redeems = new HashMap<>();
        Map<Slice, Slice> witnesses = new HashMap<>();
        for (Slice script : scripts) {
            redeems.put(Slice.of(Hashes.hash160(script)), script);
            witnesses.put(Slice.of(Hashes.sha256(script)), script);
        }
        for (int i = 0; i < inputs.size(); i++) {
            Optional<RawOutput> spent = spent(i);
            if (spent.isEmpty()) {
                continue;
            }
            RecordMap map = inputs.get(i);
            ScriptTemplate template = ScriptTemplate.of(spent.get().scriptPubKey());
            putScripts(map, In.REDEEM_SCRIPT, In.WITNESS_SCRIPT, template, redeems, witnesses);
            Slice redeem = map.get(In.REDEEM_SCRIPT);
            RawOutput output = told.get(i);
            if (template.kind() == ScriptKind.SCRIPTHASH
                    && redeem != null
                    && output != null
                    && ScriptTemplate.of(redeem).isWitness()) {
                put(map, In.WITNESS_UTXO, RecordValue.ofOutput(output));
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            ScriptTemplate template = ScriptTemplate.of(psbt.payments().get(i).scriptPubKey());
            putScripts(outputs.get(i), Out.REDEEM_SCRIPT, Out.WITNESS_SCRIPT, template, redeems, witnesses);
        }
    }

    private void putScripts(
            RecordMap map,
            int redeemType,
            int witnessType,
            ScriptTemplate template,
            Map<Slice, Slice> redeems,
            Map<Slice, Slice> witnesses)
            throws PsbtTooLarge {
        ScriptTemplate inner = template;
        if (template.kind() == ScriptKind.SCRIPTHASH) {
            Slice redeem = redeems.get(template.data().getFirst());
            if (redeem != null) {
                put(map, redeemType, redeem);
            }
            Slice known = map.get(redeemType);
            if (known == null) {
                return;
            }
            inner = ScriptTemplate.of(known);
        }
        if (inner.kind() == ScriptKind.WITNESS_V0_SCRIPTHASH) {
            Slice witness = witnesses.get(inner.data().getFirst());
            if (witness != null) {
                put(map, witnessType, witness);
            }
        }
    }

    /** Where keys come from, by the public key of 33 or 65 bytes. */
    public void origins(Map<Slice, KeyOrigin> origins) throws PsbtTooLarge {
        Map<Slice, Slice> byHash = new HashMap<>();
        Map<Slice, KeyOrigin> byX = new HashMap<>();
        origins.forEach((key, origin) -> {
            byHash.put(Slice.of(Hashes.hash160(key)), key);
            byX.put(key.slice(1, 32), origin);
        });
        for (int i = 0; i < inputs.size(); i++) {
            Optional<RawOutput> spent = spent(i);
            if (spent.isPresent()) {
                RecordMap map = inputs.get(i);
                ScriptTemplate template = ScriptTemplate.of(spent.get().scriptPubKey());
                if (template.kind() == ScriptKind.WITNESS_V1_TAPROOT) {
                    List<TapScript> leaves = map.entries(In.TAP_LEAF_SCRIPT).stream()
                            .map(record -> leaf(record.getValue()))
                            .toList();
                    putTapOrigins(map, In.TAP_BIP32_DERIVATION, map.get(In.TAP_INTERNAL_KEY), leaves, byX);
                } else {
                    ScriptTemplate inner = innermost(map, template, In.REDEEM_SCRIPT, In.WITNESS_SCRIPT);
                    putOrigins(map, In.BIP32_DERIVATION, inner, byHash, origins);
                }
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            RecordMap map = outputs.get(i);
            ScriptTemplate template = ScriptTemplate.of(psbt.payments().get(i).scriptPubKey());
            if (template.kind() == ScriptKind.WITNESS_V1_TAPROOT) {
                putTapOrigins(map, Out.TAP_BIP32_DERIVATION, map.get(Out.TAP_INTERNAL_KEY), tree(map), byX);
            } else {
                ScriptTemplate inner = innermost(map, template, Out.REDEEM_SCRIPT, Out.WITNESS_SCRIPT);
                putOrigins(map, Out.BIP32_DERIVATION, inner, byHash, origins);
            }
        }
    }

    private static TapScript leaf(Slice value) {
        int script = value.length() - 1;
        return TapScript.of(value.slice(0, script), value.at(script), value.slice(script, 0));
    }

    private static List<TapScript> tree(RecordMap map) {
        Slice tree = map.get(Out.TAP_TREE);
        List<TapLeaf> leaves = tree == null ? List.of() : Checked.value(() -> RecordValue.tree(tree));
        return leaves.stream()
                .map(leaf -> TapScript.of(
                        leaf.script(), leaf.version(), leaf.script().slice(0, 0)))
                .toList();
    }

    private static ScriptTemplate innermost(RecordMap map, ScriptTemplate template, int redeemType, int witnessType) {
        ScriptTemplate inner = template;
        if (inner.kind() == ScriptKind.SCRIPTHASH) {
            inner = ScriptTemplate.of(script(map, redeemType));
        }
        return inner.kind() == ScriptKind.WITNESS_V0_SCRIPTHASH ? ScriptTemplate.of(script(map, witnessType)) : inner;
    }

    private static Slice script(RecordMap map, int type) {
        Slice script = map.get(type);
        return script == null ? Slice.of(new byte[0]) : script;
    }

    private void putOrigins(
            RecordMap map, int type, ScriptTemplate template, Map<Slice, Slice> byHash, Map<Slice, KeyOrigin> origins)
            throws PsbtTooLarge {
        List<Slice> hashes = switch (template.kind()) {
            case PUBKEYHASH, WITNESS_V0_KEYHASH -> template.data();
            case PUBKEY, MULTISIG ->
                template.data().stream()
                        .map(key -> Slice.of(Hashes.hash160(key)))
                        .toList();
            default -> List.of();
        };
        for (Slice hash : hashes) {
            Slice key = byHash.get(hash);
            KeyOrigin origin = key == null ? null : origins.get(key);
            if (key != null && origin != null) {
                put(map, typed(type, key), origin.bytes());
            }
        }
    }

    private void putTapOrigins(
            RecordMap map, int type, @Nullable Slice internalKey, List<TapScript> leaves, Map<Slice, KeyOrigin> byX)
            throws PsbtTooLarge {
        Map<Slice, List<Slice>> hashes = new TreeMap<>(RecordMap.BYTES);
        if (internalKey != null) {
            hashes.put(internalKey, new ArrayList<>());
        }
        for (TapScript leaf : leaves) {
            for (Slice x : leaf.keys().map(TapScriptKeys::keys).orElse(List.of())) {
                hashes.computeIfAbsent(x, key -> new ArrayList<>()).add(leaf.leafHash());
            }
        }
        for (Map.Entry<Slice, List<Slice>> key : hashes.entrySet()) {
            KeyOrigin origin = byX.get(key.getKey());
            if (origin != null) {
                List<Slice> sorted = key.getValue().stream()
                        .sorted(RecordMap.BYTES)
                        .distinct()
                        .toList();
                put(map, typed(type, key.getKey()), new TapOrigin(sorted, origin).bytes());
            }
        }
    }

    private static Slice typed(int type, Slice data) {
        return new ByteWriter(1 + data.length()).write(type).write(data).toSlice();
    }

    private Optional<RawOutput> spent(int input) {
        RawOutput output = told.get(input);
        return output != null ? Optional.of(output) : psbt.spent(input);
    }
}
