package turnout.nativeimpl.descriptor;

import turnout.nativeimpl.descriptor.ScriptExpression.TapTree;

/** Writes a descriptor as Core prints it, without its checksum and without private keys. */
final class CanonicalText {

    private final StringBuilder out = new StringBuilder();
    private final int alternative;

    private CanonicalText(int alternative) {
        this.alternative = alternative;
    }

    static String of(ScriptExpression script, int alternative) {
        CanonicalText text = new CanonicalText(alternative);
        text.print(script);
        return text.out.toString();
    }

    private void print(ScriptExpression script) {
        switch (script) {
            case ScriptExpression.Pk pk -> function("pk", pk.key());
            case ScriptExpression.Pkh pkh -> function("pkh", pkh.key());
            case ScriptExpression.Wpkh wpkh -> function("wpkh", wpkh.key());
            case ScriptExpression.Combo combo -> function("combo", combo.key());
            case ScriptExpression.RawTr tr -> function("rawtr", tr.outputKey());
            case ScriptExpression.TrKey tr -> function("tr", tr.internalKey());
            case ScriptExpression.TrTree tr -> {
                out.append("tr(");
                tr.internalKey().print(out, alternative);
                out.append(',');
                print(tr.tree());
                out.append(')');
            }
            case ScriptExpression.Multi multi -> {
                out.append(multi.sorted() ? "sortedmulti" : "multi")
                        .append(multi.xOnly() ? "_a(" : "(")
                        .append(multi.threshold());
                multi.keys().forEach(key -> {
                    out.append(',');
                    key.print(out, alternative);
                });
                out.append(')');
            }
            case ScriptExpression.Sh sh -> nested("sh(", sh.inside());
            case ScriptExpression.Wsh wsh -> nested("wsh(", wsh.inside());
            case ScriptExpression.Addr addr ->
                out.append("addr(").append(addr.address()).append(')');
            case ScriptExpression.Raw raw ->
                out.append("raw(").append(raw.script().toHex()).append(')');
        }
    }

    private void print(TapTree tree) {
        switch (tree) {
            case TapTree.Leaf(ScriptExpression script) -> print(script);
            case TapTree.Branch(TapTree left, TapTree right) -> {
                out.append('{');
                print(left);
                out.append(',');
                print(right);
                out.append('}');
            }
        }
    }

    private void function(String name, KeyExpression key) {
        out.append(name).append('(');
        key.print(out, alternative);
        out.append(')');
    }

    private void nested(String opening, ScriptExpression inside) {
        out.append(opening);
        print(inside);
        out.append(')');
    }
}
