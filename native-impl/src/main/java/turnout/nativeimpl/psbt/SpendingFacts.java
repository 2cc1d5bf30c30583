package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.RecordType.In;

/** What an input's records say about how it can be spent. Immutable. */
final class SpendingFacts {

    private static final Slice NOTHING = Slice.of(new byte[0]);
    private static final Comparator<Slice> SHORTEST_FIRST =
            Comparator.comparingInt(Slice::length).thenComparing(RecordMap.BYTES);

    private final RecordMap records;
    private final @Nullable RawOutput spent;
    private final boolean proven;
    private final Map<Slice, Slice> signatures = new HashMap<>();
    private final Map<Slice, Slice> publicKeys = new HashMap<>();

    private SpendingFacts(RecordMap records, @Nullable RawOutput spent, boolean proven) {
        this.records = records;
        this.spent = spent;
        this.proven = proven;
        records.entries(In.BIP32_DERIVATION).forEach(record -> addKey(record.getKey()));
        for (Map.Entry<Slice, Slice> record : records.entries(In.PARTIAL_SIGNATURE)) {
            signatures.put(addKey(record.getKey()), record.getValue());
        }
    }

    static SpendingFacts of(Psbt psbt, int input) {
        Optional<RawOutput> proven = psbt.provenSpent(input);
        RawOutput spent = proven.or(() -> psbt.witnessUtxo(input)).orElse(null);
        return new SpendingFacts(psbt.inputs().get(input), spent, proven.isPresent());
    }

    private Slice addKey(Slice key) {
        Slice hash = Slice.of(Hashes.hash160(RecordMap.data(key)));
        publicKeys.put(hash, RecordMap.data(key));
        return hash;
    }

    @Nullable
    RawOutput spent() {
        return spent;
    }

    /** Whether the whole previous transaction is there. */
    boolean isProven() {
        return proven;
    }

    boolean isTaproot() {
        return spent != null && ScriptTemplate.of(spent.scriptPubKey()).kind() == ScriptKind.WITNESS_V1_TAPROOT;
    }

    /** Whether it has a final scriptSig or witness, valid or not. */
    boolean isFinal() {
        return !finalScriptSig().isEmpty() || !finalWitness().isEmpty();
    }

    Slice finalScriptSig() {
        return value(In.FINAL_SCRIPT_SIG);
    }

    List<Slice> finalWitness() {
        Slice witness = records.get(In.FINAL_SCRIPT_WITNESS);
        return witness == null ? List.of() : Checked.value(() -> RecordValue.stack(witness));
    }

    /** All 32 bits. */
    Optional<Integer> sighashType() {
        Slice type = records.get(In.SIGHASH_TYPE);
        return type == null ? Optional.empty() : Optional.of(Checked.value(() -> RecordValue.number(type)));
    }

    /** The signature of the key with a HASH160. */
    @Nullable
    Slice signature(Slice keyHash) {
        return signatures.get(keyHash);
    }

    Iterable<Slice> signatures() {
        return signatures.values();
    }

    /** The public key with a HASH160. */
    @Nullable
    Slice publicKey(Slice keyHash) {
        return publicKeys.get(keyHash);
    }

    boolean hasScript(int type) {
        return records.has(type);
    }

    /** The script with a HASH160, whichever of the two records holds it; Core asks both too. */
    @Nullable
    Slice script(Slice hash) {
        for (int type : new int[] {In.REDEEM_SCRIPT, In.WITNESS_SCRIPT}) {
            Slice script = records.get(type);
            if (script != null && Slice.of(Hashes.hash160(script)).equals(hash)) {
                return script;
            }
        }
        return null;
    }

    /** Empty where it has none. */
    Slice tapKeySignature() {
        return value(In.TAP_KEY_SIGNATURE);
    }

    @Nullable
    Slice tapSignature(Slice x, Slice leafHash) {
        return records.get(tapSignatureKey(x, leafHash));
    }

    static Slice tapSignatureKey(Slice x, Slice leafHash) {
        byte[] key = new byte[65];
        key[0] = In.TAP_SCRIPT_SIGNATURE;
        System.arraycopy(x.array(), x.offset(), key, 1, 32);
        System.arraycopy(leafHash.array(), leafHash.offset(), key, 33, 32);
        return Slice.of(key);
    }

    Iterable<Slice> tapSignatures() {
        return records.entries(In.TAP_SCRIPT_SIGNATURE).stream()
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Empty where it is not known. */
    Slice tapInternalKey() {
        return value(In.TAP_INTERNAL_KEY);
    }

    /** Empty where it is not known. */
    Slice tapMerkleRoot() {
        return value(In.TAP_MERKLE_ROOT);
    }

    /** What MuSig2's signers left; empty where there are no partial signatures. */
    Optional<MusigAggregation> musigParts() {
        return records.entries(In.MUSIG2_PARTIAL_SIGNATURE).isEmpty()
                ? Optional.empty()
                : Optional.of(new MusigAggregation(records));
    }

    /** By script and leaf version. */
    List<TapScript> tapScripts() {
        Map<Slice, Slice> shortest = new TreeMap<>(SpendingFacts::compareLeaves);
        for (Map.Entry<Slice, Slice> record : records.entries(In.TAP_LEAF_SCRIPT)) {
            shortest.merge(
                    record.getValue(),
                    RecordMap.data(record.getKey()),
                    (one, other) -> SHORTEST_FIRST.compare(one, other) <= 0 ? one : other);
        }
        List<TapScript> scripts = new ArrayList<>(shortest.size());
        shortest.forEach((leaf, controlBlock) ->
                scripts.add(TapScript.of(leaf.slice(0, leaf.length() - 1), leaf.at(leaf.length() - 1), controlBlock)));
        return scripts;
    }

    private static int compareLeaves(Slice one, Slice other) {
        int order = RecordMap.BYTES.compare(one.slice(0, one.length() - 1), other.slice(0, other.length() - 1));
        return order != 0 ? order : Integer.compare(one.at(one.length() - 1), other.at(other.length() - 1));
    }

    private Slice value(int type) {
        Slice value = records.get(type);
        return value == null ? NOTHING : value;
    }
}
