package turnout.nativeimpl.miniscript;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import turnout.nativeimpl.codec.Slice;

/**
 * A miniscript expression.
 *
 * @param data a key of pk_k(), keys of multi(), or the hash of a hash fragment
 * @param number a timelock or a threshold
 */
record Expression(
        Fragment fragment,
        List<Expression> arguments,
        List<Slice> data,
        long number,
        Properties properties,
        Cost operations,
        Cost elements) {

    // Core's MAX_OPS_PER_SCRIPT and MAX_STANDARD_P2WSH_STACK_ITEMS.
    private static final int MAX_OPERATIONS = 201;
    private static final int MAX_ELEMENTS = 100;

    static Expression leaf(Fragment fragment, List<Slice> data, long number) throws NotMiniscript {
        return build(fragment, List.of(), data, number);
    }

    static Expression of(Fragment fragment, Expression... arguments) throws NotMiniscript {
        return build(fragment, List.of(arguments), List.of(), 0);
    }

    static Expression threshold(long number, List<Expression> arguments) throws NotMiniscript {
        return build(Fragment.THRESH, List.copyOf(arguments), List.of(), number);
    }

    private static Expression build(Fragment fragment, List<Expression> arguments, List<Slice> data, long number)
            throws NotMiniscript {
        Properties properties = Typing.type(
                fragment, arguments.stream().map(Expression::properties).toList(), number);
        if (!properties.isTyped()) {
            throw new NotMiniscript();
        }
        return new Expression(
                fragment,
                arguments,
                data,
                number,
                properties,
                Cost.ofOperations(
                        fragment, arguments.stream().map(Expression::operations).toList(), data.size(), number),
                Cost.ofElements(
                        fragment, arguments.stream().map(Expression::elements).toList(), number));
    }

    /**
     * Core's IsSane: a B that needs a signature, cannot be malleated, mixes no timelocks, names no key twice and stays within
     * the limits.
     *
     * @param scriptOperations operations that stand in the script
     */
    boolean isSane(int scriptOperations) {
        return properties.has("Bmsk")
                && scriptOperations + operations.satisfied() <= MAX_OPERATIONS
                && elements.satisfied() <= MAX_ELEMENTS
                && hasDistinctKeys();
    }

    private boolean hasDistinctKeys() {
        List<Slice> keys = new ArrayList<>();
        collectKeys(keys);
        Set<Slice> distinct = new HashSet<>(keys);
        return distinct.size() == keys.size();
    }

    private void collectKeys(List<Slice> keys) {
        if (fragment == Fragment.PK_K || fragment == Fragment.MULTI) {
            keys.addAll(data);
        }
        arguments.forEach(argument -> argument.collectKeys(keys));
    }

    /** BIP379's text with its abbreviations: pk(), and_n(), and the wrappers t, l and u. */
    String text() {
        StringBuilder out = new StringBuilder();
        print(out, false);
        return out.toString();
    }

    private void print(StringBuilder out, boolean wrapped) {
        if (isPk()) {
            out.append(wrapped ? ":" : "").append("pk(");
            out.append(arguments.getFirst().data.getFirst().toHex()).append(')');
        } else if (fragment.isWrapper()) {
            printWrapped(out, fragment.text(), arguments.getFirst());
        } else if (fragment == Fragment.AND_V && arguments.get(1).fragment == Fragment.TRUE) {
            printWrapped(out, "t", arguments.get(0));
        } else if (fragment == Fragment.OR_I && arguments.get(0).fragment == Fragment.FALSE) {
            printWrapped(out, "l", arguments.get(1));
        } else if (fragment == Fragment.OR_I && arguments.get(1).fragment == Fragment.FALSE) {
            printWrapped(out, "u", arguments.get(0));
        } else {
            out.append(wrapped ? ":" : "");
            printPlain(out);
        }
    }

    private boolean isPk() {
        return fragment == Fragment.WRAP_C && arguments.getFirst().fragment == Fragment.PK_K;
    }

    private static void printWrapped(StringBuilder out, String wrapper, Expression inside) {
        out.append(wrapper);
        inside.print(out, true);
    }

    private void printPlain(StringBuilder out) {
        boolean andN = fragment == Fragment.ANDOR && arguments.get(2).fragment == Fragment.FALSE;
        out.append(andN ? "and_n" : fragment.text());
        if (fragment == Fragment.FALSE || fragment == Fragment.TRUE) {
            return;
        }
        List<Runnable> parts = new ArrayList<>();
        if (number != 0) {
            parts.add(() -> out.append(number));
        }
        data.forEach(bytes -> parts.add(() -> out.append(bytes.toHex())));
        arguments
                .subList(0, andN ? 2 : arguments.size())
                .forEach(argument -> parts.add(() -> argument.print(out, false)));
        out.append('(');
        for (int i = 0; i < parts.size(); i++) {
            out.append(i > 0 ? "," : "");
            parts.get(i).run();
        }
        out.append(')');
    }
}
