package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bitcoinj.crypto.internal.CryptoUtils;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.KeyRing.Pair;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.sighash.HashType;
import turnout.nativeimpl.sighash.LegacySighash;
import turnout.nativeimpl.sighash.SharedHashes;
import turnout.nativeimpl.sighash.WitnessSighash;

/** Signs the inputs of one PSBT (BIP174, 370, 371), or says why not. One owner, one thread. */
public final class PsbtSigner {

    private static final Slice EMPTY = Slice.of(new byte[0]);
    private static final RawOutput UNKNOWN = new RawOutput(0, EMPTY);

    private final Psbt psbt;
    private final KeyRing keys;
    private final Set<Integer> allowed;
    private final List<SpendingFacts> facts = new ArrayList<>();
    private final SharedHashes hashes;
    private final boolean knowsAll;

    private PsbtSigner(Psbt psbt, KeyRing keys, Set<Integer> allowed) throws LockTimeConflict {
        this.psbt = psbt;
        this.keys = keys;
        this.allowed = allowed;
        List<RawOutput> prevouts = new ArrayList<>();
        for (int i = 0; i < psbt.inputs().size(); i++) {
            facts.add(SpendingFacts.of(psbt, i));
            prevouts.add(Objects.requireNonNullElse(facts.get(i).spent(), UNKNOWN));
        }
        knowsAll = facts.stream().allMatch(known -> known.spent() != null);
        hashes = new SharedHashes(psbt.transaction(), prevouts);
    }

    /** @param allowed hash types that inputs may ask for beside ALL and, for taproot, DEFAULT */
    public static PsbtSigner of(Psbt psbt, KeyRing keys, Set<Integer> allowed) throws LockTimeConflict {
        return new PsbtSigner(psbt, keys, allowed);
    }

    /** What an input's records become with signatures; for a witness input with its witness UTXO. */
    public RecordMap withSignatures(int input, List<PsbtSignature> signatures) {
        RecordMap map = psbt.inputs().get(input).copy();
        signatures.forEach(signature -> map.put(signature.key(), signature.value()));
        RawOutput spent = facts.get(input).spent();
        if (spent != null && isWitness(facts.get(input), spent)) {
            map.put(In.WITNESS_UTXO, RecordValue.ofOutput(spent));
        }
        return map;
    }

    /** Whether an input that could be signed is a witness one. */
    private static boolean isWitness(SpendingFacts known, RawOutput spent) {
        ScriptTemplate template = ScriptTemplate.of(spent.scriptPubKey());
        Slice redeem = template.kind() == ScriptKind.SCRIPTHASH
                ? known.script(template.data().getFirst())
                : null;
        return redeem == null ? template.isWitness() : ScriptTemplate.of(redeem).isWitness();
    }

    /** The signatures of one input, one at least, in the order of its script. */
    public List<PsbtSignature> sign(int input) throws NotSigned {
        SpendingFacts known = facts.get(input);
        RawOutput spent = known.spent();
        if (known.isFinal()) {
            throw new NotSigned(UnsignedReason.FINAL);
        }
        if (spent == null) {
            throw new NotSigned(UnsignedReason.UTXO_MISSING);
        }
        if (!psbt.witnessUtxo(input).orElse(spent).equals(spent)) {
            throw new NotSigned(UnsignedReason.UTXO_MISMATCH);
        }
        if (!known.isTaproot()) {
            return signEcdsa(input, known, spent);
        }
        if (!knowsAll) {
            throw new NotSigned(UnsignedReason.UTXO_MISSING);
        }
        int hashType = hashType(input, known, HashType.DEFAULT);
        Slice outputKey = ScriptTemplate.of(spent.scriptPubKey()).data().getFirst();
        return new TaprootSigner(hashes, input, known, keys, hashType).sign(outputKey);
    }

    private List<PsbtSignature> signEcdsa(int input, SpendingFacts known, RawOutput spent) throws NotSigned {
        Slice code = spent.scriptPubKey();
        ScriptTemplate template = ScriptTemplate.of(code);
        if (template.kind() == ScriptKind.SCRIPTHASH) {
            code = revealed(known, template.data().getFirst(), In.REDEEM_SCRIPT);
            template = ScriptTemplate.of(code);
        }
        boolean witness =
                template.kind() == ScriptKind.WITNESS_V0_KEYHASH || template.kind() == ScriptKind.WITNESS_V0_SCRIPTHASH;
        if (template.kind() == ScriptKind.WITNESS_V0_SCRIPTHASH) {
            Slice hash = template.data().getFirst();
            code = revealed(known, Slice.of(CryptoUtils.digestRipeMd160(hash.toByteArray())), In.WITNESS_SCRIPT);
            if (!Slice.of(Hashes.sha256(code)).equals(hash)) {
                throw new NotSigned(UnsignedReason.SCRIPT_MISMATCH);
            }
            template = ScriptTemplate.of(code);
            if (template.kind() == ScriptKind.WITNESS_V0_KEYHASH) {
                throw new NotSigned(UnsignedReason.SCRIPT_UNSUPPORTED);
            }
        }
        if (!witness && !known.isProven()) {
            throw new NotSigned(UnsignedReason.NON_WITNESS_UTXO_MISSING);
        }
        List<Slice> keyHashes = keyHashes(template);
        if (template.kind() == ScriptKind.WITNESS_V0_KEYHASH) {
            code = OutputScript.pubkeyHash(template.data().getFirst());
        }
        int hashType = hashType(input, known, HashType.ALL);
        byte[] digest = witness
                ? WitnessSighash.hash(hashes, input, code, spent.value(), hashType)
                : LegacySighash.hash(hashes.transaction(), input, code, hashType);
        return sign(known, keyHashes, witness, digest, hashType);
    }

    private List<PsbtSignature> sign(
            SpendingFacts known, List<Slice> keyHashes, boolean witness, byte[] digest, int hashType) throws NotSigned {
        boolean held = false;
        Map<Slice, PsbtSignature> fresh = new LinkedHashMap<>();
        for (Slice hash : keyHashes) {
            Pair pair = keys.byHash(hash);
            if (pair == null || (witness && pair.publicKey().length() != 33)) {
                continue;
            }
            held = true;
            if (known.signature(hash) == null && !fresh.containsKey(hash)) {
                fresh.put(hash, ecdsa(pair, digest, hashType));
            }
        }
        if (fresh.isEmpty()) {
            throw new NotSigned(held ? UnsignedReason.SIGNED_ALREADY : UnsignedReason.NO_KEY);
        }
        return List.copyOf(fresh.values());
    }

    private static PsbtSignature ecdsa(Pair pair, byte[] digest, int hashType) {
        byte[] der = pair.privateKey().sign(digest).der();
        return new PsbtSignature(
                pair.publicKey(),
                EMPTY,
                hashType,
                new ByteWriter(66)
                        .write(In.PARTIAL_SIGNATURE)
                        .write(pair.publicKey())
                        .toSlice(),
                new ByteWriter(73).write(der).write(hashType).toSlice());
    }

    private static Slice revealed(SpendingFacts known, Slice hash, int type) throws NotSigned {
        @Nullable Slice script = known.script(hash);
        if (script == null) {
            throw new NotSigned(known.hasScript(type) ? UnsignedReason.SCRIPT_MISMATCH : UnsignedReason.SCRIPT_MISSING);
        }
        return script;
    }

    private static List<Slice> keyHashes(ScriptTemplate template) throws NotSigned {
        return switch (template.kind()) {
            case PUBKEYHASH, WITNESS_V0_KEYHASH -> template.data();
            case PUBKEY, MULTISIG ->
                template.data().stream()
                        .map(key -> Slice.of(Hashes.hash160(key)))
                        .toList();
            case NONSTANDARD,
                    SCRIPTHASH,
                    NULLDATA,
                    WITNESS_V0_SCRIPTHASH,
                    WITNESS_V1_TAPROOT,
                    ANCHOR,
                    WITNESS_UNKNOWN -> throw new NotSigned(UnsignedReason.SCRIPT_UNSUPPORTED);
        };
    }

    /** The type that the input asks for, where it may. */
    private int hashType(int input, SpendingFacts known, int standard) throws NotSigned {
        int asked = known.sighashType().orElse(standard);
        boolean exists = HashType.isDefined(asked) || (asked == HashType.DEFAULT && standard == HashType.DEFAULT);
        boolean lacksOutput = (asked & ~HashType.ANYONE_CAN_PAY) == HashType.SINGLE
                && input >= psbt.payments().size();
        boolean may = asked == standard || asked == HashType.ALL || allowed.contains(asked);
        if (!exists || lacksOutput || !may) {
            throw new NotSigned(UnsignedReason.SIGHASH_NOT_ALLOWED);
        }
        return asked;
    }
}
