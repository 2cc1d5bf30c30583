package turnout.nativeimpl.descriptor;

import java.util.List;
import java.util.stream.Stream;
import turnout.nativeimpl.codec.Slice;

/** What a descriptor says, as it is nested in the text. */
sealed interface ScriptExpression {

    /** pk(), and inside tr() its form with 32 bytes. */
    record Pk(KeyExpression key, boolean xOnly) implements ScriptExpression {}

    /** pkh(), and inside tr() its form with the hash of 32 bytes. */
    record Pkh(KeyExpression key, boolean xOnly) implements ScriptExpression {}

    record Wpkh(KeyExpression key) implements ScriptExpression {}

    record Combo(KeyExpression key) implements ScriptExpression {}

    /** multi() and sortedmulti(), and with {@code xOnly} multi_a() and sortedmulti_a(). */
    record Multi(int threshold, List<KeyExpression> keys, boolean sorted, boolean xOnly) implements ScriptExpression {}

    record Sh(ScriptExpression inside) implements ScriptExpression {}

    record Wsh(ScriptExpression inside) implements ScriptExpression {}

    /** tr() without scripts. */
    record TrKey(KeyExpression internalKey) implements ScriptExpression {}

    record TrTree(KeyExpression internalKey, TapTree tree) implements ScriptExpression {}

    record RawTr(KeyExpression outputKey) implements ScriptExpression {}

    /** addr(): the text is Core's form of the address. */
    record Addr(String address, Slice script) implements ScriptExpression {}

    record Raw(Slice script) implements ScriptExpression {}

    /** A taproot script tree, at most 128 levels deep. */
    sealed interface TapTree {
        record Leaf(ScriptExpression script) implements TapTree {}

        record Branch(TapTree left, TapTree right) implements TapTree {}

        default Stream<KeyExpression> keys() {
            return switch (this) {
                case Leaf(ScriptExpression script) -> script.keyExpressions();
                case Branch(TapTree left, TapTree right) -> Stream.concat(left.keys(), right.keys());
            };
        }
    }

    /** All keys in the order of the text. */
    default Stream<KeyExpression> keyExpressions() {
        return switch (this) {
            case Pk pk -> Stream.of(pk.key());
            case Pkh pkh -> Stream.of(pkh.key());
            case Wpkh wpkh -> Stream.of(wpkh.key());
            case Combo combo -> Stream.of(combo.key());
            case Multi multi -> multi.keys().stream();
            case Sh sh -> sh.inside().keyExpressions();
            case Wsh wsh -> wsh.inside().keyExpressions();
            case TrKey tr -> Stream.of(tr.internalKey());
            case TrTree tr ->
                Stream.concat(Stream.of(tr.internalKey()), tr.tree().keys());
            case RawTr tr -> Stream.of(tr.outputKey());
            case Addr _, Raw _ -> Stream.empty();
        };
    }
}
