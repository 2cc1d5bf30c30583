package turnout.nativeimpl.descriptor;

import java.util.ArrayList;
import java.util.List;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.DescriptorChecksum;

/**
 * An output descriptor. Immutable; it may hold private keys, which neither its texts nor {@code toString} show.
 */
public final class Descriptor {

    /** Longest text that is read, bytes. */
    public static final int MAX_LENGTH = 131_072;

    private final ScriptExpression script;
    private final String checksum;
    private final int alternatives;

    private Descriptor(ScriptExpression script, String checksum, int alternatives) {
        this.script = script;
        this.checksum = checksum;
        this.alternatives = alternatives;
    }

    /** Reads a descriptor of a chain, and checks the checksum where there is one. */
    public static Descriptor read(String text, Chain chain) throws DescriptorProblem {
        int hash = text.indexOf('#');
        String payload = hash < 0 ? text : text.substring(0, hash);
        String checksum = DescriptorChecksum.of(payload);
        if (checksum == null) {
            throw DescriptorProblem.invalid("there is a character that descriptors do not have");
        }
        if (hash >= 0 && !text.substring(hash + 1).equals(checksum)) {
            throw DescriptorProblem.checksum("what stands behind # is not the checksum of what stands before");
        }
        DescriptorScanner scanner = new DescriptorScanner(payload);
        ScriptExpression script = new ScriptReader(scanner, chain).read(ScriptContext.TOP);
        if (!scanner.atEnd()) {
            throw DescriptorProblem.invalid("something stands behind the last bracket");
        }
        return new Descriptor(script, checksum, alternatives(script));
    }

    private static int alternatives(ScriptExpression script) throws DescriptorProblem {
        int alternatives = 1;
        for (KeyExpression key : script.keyExpressions().toList()) {
            int own = key.alternatives();
            boolean agrees = own == 1 || alternatives == 1 || own == alternatives;
            if (!agrees || (key instanceof MusigKey musig && !agreesWithin(musig))) {
                throw DescriptorProblem.invalid("multipath specifiers have different numbers of alternatives");
            }
            alternatives = Math.max(alternatives, own);
        }
        return alternatives;
    }

    private static boolean agreesWithin(MusigKey musig) {
        return musig.participants().stream()
                .allMatch(key -> key.alternatives() == 1 || key.alternatives() == musig.alternatives());
    }

    /** The checksum of the text that was read. */
    public String checksum() {
        return checksum;
    }

    /** The canonical text of an alternative with its checksum, private keys as public ones. */
    public String text(int alternative) {
        String text = CanonicalText.of(script, alternative);
        return text + '#' + DescriptorChecksum.of(text);
    }

    /** How many descriptors it stands for: 1 without a multipath specifier. */
    public int alternatives() {
        return alternatives;
    }

    public boolean isRange() {
        return script.keyExpressions().anyMatch(KeyExpression::hasWildcard);
    }

    public boolean isSolvable() {
        return !(script instanceof ScriptExpression.Addr || script instanceof ScriptExpression.Raw);
    }

    public boolean hasPrivateKeys() {
        return script.keyExpressions().anyMatch(KeyExpression::hasPrivateKey);
    }

    /** How many keys have to be derived for a number of indexes, all alternatives together. */
    public long steps(int indexes) {
        return alternatives
                * script.keyExpressions()
                        .mapToLong(key -> key.fixedSteps() + (long) key.keys() * indexes)
                        .sum();
    }

    /** The outputs of an alternative at indexes from {@code first} on, in the order of BIP384 where there are several. */
    public List<DescribedOutput> outputs(int alternative, int first, int count) throws DescriptorProblem {
        OutputBuilder builder = new OutputBuilder(alternative);
        List<DescribedOutput> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outputs.addAll(builder.outputs(script, first + i));
        }
        return outputs;
    }

    @Override
    public String toString() {
        return "Descriptor[" + script.getClass().getSimpleName() + "]";
    }
}
