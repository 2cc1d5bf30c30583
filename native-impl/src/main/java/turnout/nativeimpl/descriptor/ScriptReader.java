package turnout.nativeimpl.descriptor;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import turnout.nativeimpl.codec.AddressReader;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.descriptor.ScriptExpression.TapTree;

/** Reads script expressions of one chain (BIP381 to 387), from left to right. */
final class ScriptReader {

    private static final int MAX_TREE_DEPTH = 128;
    private static final int MAX_KEYS = 20;
    private static final int MAX_BARE_KEYS = 3;
    private static final int MAX_TAPROOT_KEYS = 999;
    // Core's MAX_SCRIPT_ELEMENT_SIZE: a longer redeem script cannot be pushed.
    private static final int MAX_REDEEM_SCRIPT = 520;

    private final DescriptorScanner scanner;
    private final Chain chain;
    private final KeyReader keys;

    ScriptReader(DescriptorScanner scanner, Chain chain) {
        this.scanner = scanner;
        this.chain = chain;
        this.keys = new KeyReader(chain);
    }

    ScriptExpression read(ScriptContext context) throws DescriptorProblem {
        String name = scanner.word();
        boolean top = context == ScriptContext.TOP;
        boolean taproot = context == ScriptContext.TR;
        if ((taproot || context == ScriptContext.WSH) && MiniscriptName.is(name)) {
            throw DescriptorProblem.miniscript();
        }
        scanner.expect('(');
        ScriptExpression read = switch (name) {
            case "pk" -> new ScriptExpression.Pk(keys.read(scanner, context), taproot);
            case "pkh" -> new ScriptExpression.Pkh(keys.read(scanner, context), taproot);
            case "multi", "sortedmulti" -> {
                allow(!taproot, name);
                yield multi(context, name.equals("sortedmulti"));
            }
            case "multi_a", "sortedmulti_a" -> {
                allow(taproot, name);
                yield multi(context, name.equals("sortedmulti_a"));
            }
            case "wpkh" -> {
                allow(top || context == ScriptContext.SH, name);
                yield new ScriptExpression.Wpkh(keys.read(scanner, ScriptContext.WPKH));
            }
            case "wsh" -> {
                allow(top || context == ScriptContext.SH, name);
                yield new ScriptExpression.Wsh(read(ScriptContext.WSH));
            }
            case "sh" -> {
                allow(top, name);
                yield new ScriptExpression.Sh(read(ScriptContext.SH));
            }
            case "combo" -> {
                allow(top, name);
                yield new ScriptExpression.Combo(keys.read(scanner, context));
            }
            case "tr" -> {
                allow(top, name);
                KeyExpression internalKey = keys.read(scanner, ScriptContext.TR);
                yield scanner.take(',')
                        ? new ScriptExpression.TrTree(internalKey, tree(0))
                        : new ScriptExpression.TrKey(internalKey);
            }
            case "rawtr" -> {
                allow(top, name);
                yield new ScriptExpression.RawTr(keys.read(scanner, ScriptContext.TR));
            }
            case "addr" -> {
                allow(top, name);
                yield address(scanner.word());
            }
            case "raw" -> {
                allow(top, name);
                yield raw(scanner.word());
            }
            default -> throw DescriptorProblem.invalid("a function has a name that no descriptor has");
        };
        scanner.expect(')');
        return read;
    }

    private static void allow(boolean allowed, String name) throws DescriptorProblem {
        if (!allowed) {
            throw DescriptorProblem.invalid(name + "() is not allowed where it stands");
        }
    }

    private TapTree tree(int depth) throws DescriptorProblem {
        if (!scanner.take('{')) {
            return new TapTree.Leaf(read(ScriptContext.TR));
        }
        if (depth == MAX_TREE_DEPTH) {
            throw DescriptorProblem.invalid("a script tree is deeper than 128 levels");
        }
        TapTree left = tree(depth + 1);
        scanner.expect(',');
        TapTree right = tree(depth + 1);
        scanner.expect('}');
        return new TapTree.Branch(left, right);
    }

    private ScriptExpression multi(ScriptContext context, boolean sorted) throws DescriptorProblem {
        boolean taproot = context == ScriptContext.TR;
        long threshold = threshold(scanner.word());
        List<KeyExpression> listed = new ArrayList<>();
        while (scanner.take(',')) {
            listed.add(keys.read(scanner, context));
        }
        int most = taproot ? MAX_TAPROOT_KEYS : context == ScriptContext.TOP ? MAX_BARE_KEYS : MAX_KEYS;
        if (listed.size() > most) {
            throw DescriptorProblem.invalid("a multisig has more than " + most + " keys");
        }
        if (threshold < 1 || threshold > listed.size()) {
            throw DescriptorProblem.invalid("a multisig's threshold is not between 1 and the number of its keys");
        }
        if (context == ScriptContext.SH && size(listed) > MAX_REDEEM_SCRIPT) {
            throw DescriptorProblem.invalid("a redeem script is longer than " + MAX_REDEEM_SCRIPT + " bytes");
        }
        return new ScriptExpression.Multi((int) threshold, listed, sorted, taproot);
    }

    /** Bytes of a multisig script, as Core counts them before deriving: its two numbers with one byte each. */
    private static int size(List<KeyExpression> listed) {
        int size = 3;
        for (KeyExpression key : listed) {
            size += 1 + (key instanceof FixedKey fixed ? fixed.key().length : 33);
        }
        return size;
    }

    /** A number of any length; what is too large for any multisig stays so. */
    private static long threshold(String digits) throws DescriptorProblem {
        if (digits.isEmpty() || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw DescriptorProblem.invalid("a multisig's threshold is not a number");
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            number = Math.min(number * 10 + digits.charAt(i) - '0', Integer.MAX_VALUE);
        }
        return number;
    }

    private ScriptExpression address(String text) throws DescriptorProblem {
        if (!(AddressReader.read(text, chain) instanceof AddressReading.Valid valid)) {
            throw DescriptorProblem.invalid("addr() holds no address of " + chain.rpcName());
        }
        String canonical = Objects.requireNonNull(new ScriptPrinter(chain).address(valid.template()));
        return new ScriptExpression.Addr(canonical, valid.scriptPubKey());
    }

    private static ScriptExpression raw(String hex) throws DescriptorProblem {
        if (hex.length() % 2 != 0 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw DescriptorProblem.invalid("raw() holds no hexadecimal bytes");
        }
        return new ScriptExpression.Raw(Slice.ofHex(hex));
    }
}
