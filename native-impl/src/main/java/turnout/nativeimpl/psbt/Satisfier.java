package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bitcoinj.crypto.internal.CryptoUtils;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;

/**
 * Makes a scriptSig and a witness of signatures, keys and scripts, as Core's ProduceSignature does. Its forms: P2PK,
 * P2PKH, multisig (each bare, in P2SH, in P2WSH), P2WPKH, taproot key paths, tapscripts of one key and multi_a.
 */
final class Satisfier {

    // Core's size estimate: a low-R signature of 71 bytes with its hash type, and BIP340's of 64.
    private static final Slice DUMMY = Slice.of(new byte[71]);
    private static final Slice DUMMY_SCHNORR = Slice.of(new byte[64]);
    private static final Slice EMPTY = Slice.of(new byte[0]);

    private final SpendingFacts facts;
    private final boolean dummy;
    private final TapMessage.Source messages;
    private final Satisfaction result = new Satisfaction();

    private Satisfier(SpendingFacts facts, boolean dummy, TapMessage.Source messages) {
        this.facts = facts;
        this.dummy = dummy;
        this.messages = messages;
    }

    /** With the signatures that are there, MuSig2's partial ones put together. */
    static Satisfaction satisfy(SpendingFacts facts, TapMessage.Source messages) {
        return new Satisfier(facts, false, messages).run();
    }

    /** As if every signature were there. */
    static Satisfaction guess(SpendingFacts facts) {
        return new Satisfier(facts, true, TapMessage.Source.NONE).run();
    }

    private Satisfaction run() {
        RawOutput spent = facts.spent();
        if (spent == null) {
            return result;
        }
        ScriptTemplate template = ScriptTemplate.of(spent.scriptPubKey());
        Slice redeemScript = null;
        if (template.kind() == ScriptKind.SCRIPTHASH) {
            redeemScript = facts.script(template.data().getFirst());
            if (redeemScript == null) {
                result.missingRedeemScript = template.data().getFirst();
                return result;
            }
            template = ScriptTemplate.of(redeemScript);
        }
        List<Slice> pushes = new ArrayList<>();
        result.solved = solve(template, redeemScript != null, pushes);
        if (redeemScript != null) {
            pushes.add(redeemScript);
        }
        result.scriptSig = Pushes.all(pushes);
        return result;
    }

    private boolean solve(ScriptTemplate template, boolean nested, List<Slice> pushes) {
        return switch (template.kind()) {
            case WITNESS_V0_KEYHASH -> {
                result.usesWitness = true;
                yield keyHash(template.data().getFirst(), result.witness, true);
            }
            case WITNESS_V0_SCRIPTHASH -> witnessScript(template.data().getFirst());
            case WITNESS_V1_TAPROOT -> {
                result.usesWitness = !nested;
                yield !nested && taproot(template.data().getFirst());
            }
            case ANCHOR -> true;
            case PUBKEY, PUBKEYHASH, MULTISIG, SCRIPTHASH, NULLDATA, NONSTANDARD, WITNESS_UNKNOWN ->
                step(template, pushes, false);
        };
    }

    /** A script of the oldest kinds, wherever it stands. */
    private boolean step(ScriptTemplate template, List<Slice> stack, boolean compressedOnly) {
        return switch (template.kind()) {
            case PUBKEY -> sign(template.data().getFirst(), stack, compressedOnly);
            case PUBKEYHASH -> keyHash(template.data().getFirst(), stack, compressedOnly);
            case MULTISIG -> multisig(template, stack, compressedOnly);
            case SCRIPTHASH,
                    NULLDATA,
                    NONSTANDARD,
                    WITNESS_V0_KEYHASH,
                    WITNESS_V0_SCRIPTHASH,
                    WITNESS_V1_TAPROOT,
                    ANCHOR,
                    WITNESS_UNKNOWN -> false;
        };
    }

    private boolean keyHash(Slice hash, List<Slice> stack, boolean compressedOnly) {
        Slice key = facts.publicKey(hash);
        if (key == null) {
            result.missingPublicKeys.add(hash);
            return false;
        }
        return sign(key, stack, compressedOnly) && stack.add(key);
    }

    private boolean multisig(ScriptTemplate template, List<Slice> stack, boolean compressedOnly) {
        List<Slice> found = new ArrayList<>();
        // Every key is asked, so that all missing signatures are told.
        template.data().forEach(key -> sign(key, found, compressedOnly));
        int used = Math.min(found.size(), template.number());
        stack.add(EMPTY);
        stack.addAll(found.subList(0, used));
        stack.addAll(Collections.nCopies(template.number() - used, EMPTY));
        return used == template.number();
    }

    private boolean sign(Slice key, List<Slice> stack, boolean compressedOnly) {
        Slice hash = Slice.of(Hashes.hash160(key));
        Slice signature = facts.signature(hash);
        if (signature == null && dummy && !(compressedOnly && key.length() != 33)) {
            signature = DUMMY;
        }
        if (signature == null) {
            result.missingSignatures.add(hash);
            return false;
        }
        return stack.add(signature);
    }

    private boolean witnessScript(Slice hash) {
        Slice script = facts.script(Slice.of(CryptoUtils.digestRipeMd160(hash.toByteArray())));
        if (script == null || !Slice.of(Hashes.sha256(script)).equals(hash)) {
            result.missingWitnessScript = hash;
            return false;
        }
        result.usesWitness = true;
        boolean solved = step(ScriptTemplate.of(script), result.witness, true);
        result.witness.add(script);
        return solved;
    }

    private boolean taproot(Slice outputKey) {
        Slice signature = dummy ? DUMMY_SCHNORR : EMPTY;
        if (!facts.tapKeySignature().isEmpty()) {
            signature = facts.tapKeySignature();
        } else if (!dummy) {
            signature = musig(
                            EMPTY,
                            (parts, message) ->
                                    parts.keyPath(outputKey, facts.tapInternalKey(), facts.tapMerkleRoot(), message))
                    .orElse(EMPTY);
        }
        if (!signature.isEmpty()) {
            result.witness.add(signature);
            return true;
        }
        int smallest = Integer.MAX_VALUE;
        for (TapScript leaf : facts.tapScripts()) {
            List<Slice> stack = leaf(leaf);
            if (stack != null && RecordValue.ofStack(stack).length() < smallest) {
                smallest = RecordValue.ofStack(stack).length();
                result.witness = stack;
            }
        }
        return smallest < Integer.MAX_VALUE;
    }

    private @Nullable Slice leafSignature(Slice key, Slice leafHash) {
        Slice own = facts.tapSignature(key, leafHash);
        return own != null
                ? own
                : musig(leafHash, (parts, message) -> parts.leaf(key, leafHash, message))
                        .orElse(null);
    }

    private Optional<Slice> musig(Slice leafHash, BiFunction<MusigAggregation, byte[], Optional<Slice>> signature) {
        MusigAggregation parts = facts.musigParts().orElse(null);
        TapMessage asked = parts == null ? null : messages.of(leafHash);
        return parts == null || asked == null
                ? Optional.empty()
                : signature.apply(parts, asked.message()).map(asked::withHashType);
    }

    /** The witness of a script path; null where signatures are missing. */
    private @Nullable List<Slice> leaf(TapScript leaf) {
        if (leaf.keys().isEmpty()) {
            return null;
        }
        TapScriptKeys keys = leaf.keys().get();
        int left = keys.required();
        List<Slice> stack = new ArrayList<>();
        // The last keys that have signed are taken, as Core's miniscript satisfier does.
        for (Slice key : keys.keys().reversed()) {
            Slice signature = left == 0 ? null : leafSignature(key, leaf.leafHash());
            left -= signature == null ? 0 : 1;
            stack.add(signature == null ? EMPTY : signature);
        }
        stack.add(leaf.script());
        stack.add(leaf.controlBlock());
        return left == 0 ? stack : null;
    }
}
