package turnout.nativeimpl.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.taproot.OutputKey;
import turnout.nativeimpl.taproot.TapHashes;
import turnout.nativeimpl.taproot.TapLeaf;

/** Makes the outputs of one alternative of a descriptor. Mutable: it keeps what all indexes share. */
final class OutputBuilder {

    private static final Slice NOTHING = Slice.of(new byte[0]);

    private final int alternative;
    private final Map<KeyExpression, KeySource> sources = new IdentityHashMap<>();

    OutputBuilder(int alternative) {
        this.alternative = alternative;
    }

    List<DescribedOutput> outputs(ScriptExpression script, int index) throws DescriptorProblem {
        return switch (script) {
            case ScriptExpression.Combo combo -> combo(key(combo.key(), index), index);
            case ScriptExpression.Sh(ScriptExpression.Wsh(ScriptExpression inside)) -> {
                Slice witnessScript = script(inside, index);
                yield List.of(scriptHash(index, witnessScriptHash(witnessScript), witnessScript));
            }
            case ScriptExpression.Sh(ScriptExpression inside) ->
                List.of(scriptHash(index, script(inside, index), NOTHING));
            case ScriptExpression.Wsh(ScriptExpression inside) -> {
                Slice witnessScript = script(inside, index);
                yield List.of(new DescribedOutput(index, witnessScriptHash(witnessScript), NOTHING, witnessScript));
            }
            default -> List.of(bare(index, script(script, index)));
        };
    }

    private List<DescribedOutput> combo(byte[] key, int index) {
        Slice hash = Slice.of(Hashes.hash160(key));
        List<DescribedOutput> outputs = new ArrayList<>();
        outputs.add(bare(index, ScriptBytes.payToKey(key)));
        outputs.add(bare(index, OutputScript.pubkeyHash(hash)));
        if (key.length == 33) {
            Slice witness = OutputScript.witness(0, hash);
            outputs.add(bare(index, witness));
            outputs.add(scriptHash(index, witness, NOTHING));
        }
        return outputs;
    }

    /** The script itself; for what hashes a script only where it stands inside of another. */
    private Slice script(ScriptExpression script, int index) throws DescriptorProblem {
        return switch (script) {
            case ScriptExpression.Pk(KeyExpression key, boolean xOnly) ->
                ScriptBytes.payToKey(form(key(key, index), xOnly));
            case ScriptExpression.Pkh(KeyExpression key, boolean xOnly) ->
                OutputScript.pubkeyHash(Slice.of(Hashes.hash160(form(key(key, index), xOnly))));
            case ScriptExpression.Wpkh(KeyExpression key) ->
                OutputScript.witness(0, Slice.of(Hashes.hash160(key(key, index))));
            case ScriptExpression.Multi multi -> multi(multi, index);
            case ScriptExpression.TrKey(KeyExpression key) -> taproot(key(key, index), NOTHING);
            case ScriptExpression.TrTree(KeyExpression key, ScriptExpression.TapTree tree) ->
                taproot(key(key, index), Slice.of(root(tree, index)));
            case ScriptExpression.RawTr(KeyExpression key) -> OutputScript.witness(1, Slice.of(xOnly(key(key, index))));
            case ScriptExpression.Addr addr -> addr.script();
            case ScriptExpression.Raw raw -> raw.script();
            case ScriptExpression.Combo _, ScriptExpression.Sh _, ScriptExpression.Wsh _ ->
                throw new IllegalStateException("stands outside only");
        };
    }

    private Slice multi(ScriptExpression.Multi multi, int index) throws DescriptorProblem {
        List<byte[]> keys = new ArrayList<>(multi.keys().size());
        for (KeyExpression key : multi.keys()) {
            keys.add(form(key(key, index), multi.xOnly()));
        }
        if (multi.sorted()) {
            keys.sort(Arrays::compareUnsigned);
        }
        return multi.xOnly()
                ? ScriptBytes.taprootMultisig(multi.threshold(), keys)
                : ScriptBytes.multisig(multi.threshold(), keys);
    }

    private static Slice taproot(byte[] internalKey, Slice root) throws DescriptorProblem {
        OutputKey output = OutputKey.of(Slice.of(xOnly(internalKey)), root);
        if (output == null) {
            throw DescriptorProblem.underivable();
        }
        return OutputScript.witness(1, output.x());
    }

    private byte[] root(ScriptExpression.TapTree tree, int index) throws DescriptorProblem {
        return switch (tree) {
            case ScriptExpression.TapTree.Leaf(ScriptExpression script) ->
                TapHashes.leaf(TapLeaf.TAPSCRIPT, script(script, index));
            case ScriptExpression.TapTree.Branch(ScriptExpression.TapTree left, ScriptExpression.TapTree right) ->
                TapHashes.branch(root(left, index), root(right, index));
        };
    }

    private byte[] key(KeyExpression key, int index) throws DescriptorProblem {
        KeySource source = sources.get(key);
        if (source == null) {
            source = key.source(alternative);
            sources.put(key, source);
        }
        return source.at(index);
    }

    private static byte[] form(byte[] key, boolean xOnly) {
        return xOnly ? xOnly(key) : key;
    }

    private static byte[] xOnly(byte[] key) {
        return Arrays.copyOfRange(key, 1, 33);
    }

    private static Slice witnessScriptHash(Slice script) {
        return OutputScript.witness(0, Slice.of(Hashes.sha256(script)));
    }

    private static DescribedOutput bare(int index, Slice script) {
        return new DescribedOutput(index, script, NOTHING, NOTHING);
    }

    private static DescribedOutput scriptHash(int index, Slice redeemScript, Slice witnessScript) {
        Slice hash = Slice.of(Hashes.hash160(redeemScript));
        return new DescribedOutput(index, OutputScript.scriptHash(hash), redeemScript, witnessScript);
    }
}
