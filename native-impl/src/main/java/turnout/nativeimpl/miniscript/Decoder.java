package turnout.nativeimpl.miniscript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import turnout.nativeimpl.codec.Slice;

/**
 * Reads a script from its end as an expression; Core's DecodeScript, by descent. Every level takes an operation or a push
 * that no other level takes, and the caller has counted the operations: at most 201, so that descent stays shallow.
 */
final class Decoder {

    private static final int KEY = 33;
    private static final int MAX_KEYS = 20;
    private static final long MAX_TIMELOCK = 0x7fffffffL;

    private final List<ScriptItem> items;
    private int at;

    private Decoder(List<ScriptItem> items) {
        this.items = items;
    }

    /** The expression that the whole script is. */
    static Expression decode(Slice script) throws NotMiniscript {
        Decoder decoder = new Decoder(ScriptItem.reversed(script));
        Expression expression = decoder.sequence();
        if (decoder.remaining() > 0) {
            throw new NotMiniscript();
        }
        return expression;
    }

    /** A run of expressions, all but the last of which verify: and_v() of them, from the left. */
    private Expression sequence() throws NotMiniscript {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(single());
        } while (continues());
        Expression joined = parts.getLast();
        for (int i = parts.size() - 2; i >= 0; i--) {
            joined = Expression.of(Fragment.AND_V, joined, parts.get(i));
        }
        return joined;
    }

    private boolean continues() throws NotMiniscript {
        return remaining() > 0
                && switch (opcode(0)) {
                    case Operations.IF, Operations.ELSE, Operations.NOTIF, Operations.TOALTSTACK, Operations.SWAP ->
                        false;
                    default -> true;
                };
    }

    private Expression single() throws NotMiniscript {
        int opcode = opcode(0);
        if (opcode == 0 || opcode == Operations.ONE) {
            at++;
            return Expression.leaf(opcode == 0 ? Fragment.FALSE : Fragment.TRUE, List.of(), 0);
        }
        if (item(0).data().length() == KEY) {
            return Expression.leaf(Fragment.PK_K, List.of(key(items.get(at++))), 0);
        }
        return switch (opcode) {
            case Operations.CHECKSEQUENCEVERIFY -> timelock(Fragment.OLDER);
            case Operations.CHECKLOCKTIMEVERIFY -> timelock(Fragment.AFTER);
            case Operations.CHECKMULTISIG -> multi();
            case Operations.CHECKSIG -> wrapped(Fragment.WRAP_C);
            case Operations.VERIFY -> wrapped(Fragment.WRAP_V);
            case Operations.NOT_ZERO -> wrapped(Fragment.WRAP_N);
            case Operations.BOOLAND -> pair(Fragment.AND_B);
            case Operations.BOOLOR -> pair(Fragment.OR_B);
            case Operations.EQUAL -> isHash() ? hash() : threshold();
            case Operations.ENDIF -> conditional();
            default -> throw new NotMiniscript();
        };
    }

    private Expression wrapped(Fragment wrapper) throws NotMiniscript {
        at++;
        return Expression.of(wrapper, single());
    }

    private Expression timelock(Fragment fragment) throws NotMiniscript {
        long number = item(1).number();
        if (number < 1 || number > MAX_TIMELOCK) {
            throw new NotMiniscript();
        }
        at += 2;
        return Expression.leaf(fragment, List.of(), number);
    }

    private Expression multi() throws NotMiniscript {
        long count = item(1).number();
        if (count < 1 || count > MAX_KEYS) {
            throw new NotMiniscript();
        }
        List<Slice> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(key(item(2 + i)));
        }
        Collections.reverse(keys);
        long threshold = item(2 + (int) count).number();
        if (threshold < 1 || threshold > count) {
            throw new NotMiniscript();
        }
        at += 3 + (int) count;
        return Expression.leaf(Fragment.MULTI, List.copyOf(keys), threshold);
    }

    private static Slice key(ScriptItem item) throws NotMiniscript {
        Slice key = item.data();
        if (key.length() != KEY || (key.at(0) != 2 && key.at(0) != 3)) {
            throw new NotMiniscript();
        }
        return key;
    }

    /** SIZE 32 EQUALVERIFY, a hash function, its digest, EQUAL. */
    private boolean isHash() throws NotMiniscript {
        return remaining() >= 7
                && opcode(3) == Operations.VERIFY
                && opcode(4) == Operations.EQUAL
                && item(5).number() == 32
                && opcode(6) == Operations.SIZE
                && (isHash(Operations.SHA256, 32)
                        || isHash(Operations.HASH256, 32)
                        || isHash(Operations.RIPEMD160, 20)
                        || isHash(Operations.HASH160, 20));
    }

    private boolean isHash(int function, int length) throws NotMiniscript {
        return opcode(2) == function && item(1).data().length() == length;
    }

    private Expression hash() throws NotMiniscript {
        Fragment fragment = switch (opcode(2)) {
            case Operations.SHA256 -> Fragment.SHA256;
            case Operations.HASH256 -> Fragment.HASH256;
            case Operations.RIPEMD160 -> Fragment.RIPEMD160;
            default -> Fragment.HASH160;
        };
        Slice digest = item(1).data();
        at += 7;
        return Expression.leaf(fragment, List.of(digest), 0);
    }

    /** The first argument, then for each other one itself and ADD, then the number and EQUAL. */
    private Expression threshold() throws NotMiniscript {
        long number = item(1).number();
        if (number < 1 || remaining() < 3) {
            throw new NotMiniscript();
        }
        at += 2;
        List<Expression> arguments = new ArrayList<>();
        while (opcode(0) == Operations.ADD) {
            at++;
            arguments.add(stacked());
        }
        arguments.add(single());
        Collections.reverse(arguments);
        if (number > arguments.size()) {
            throw new NotMiniscript();
        }
        return Expression.threshold(number, arguments);
    }

    private Expression pair(Fragment fragment) throws NotMiniscript {
        at++;
        Expression second = stacked();
        return Expression.of(fragment, single(), second);
    }

    /** An expression of type W: moved to the alternative stack and back, or behind a SWAP. */
    private Expression stacked() throws NotMiniscript {
        boolean alternative = opcode(0) == Operations.FROMALTSTACK;
        if (alternative) {
            at++;
        }
        Expression inside = sequence();
        take(alternative ? Operations.TOALTSTACK : Operations.SWAP);
        return Expression.of(alternative ? Fragment.WRAP_A : Fragment.WRAP_S, inside);
    }

    private Expression conditional() throws NotMiniscript {
        at++;
        Expression last = sequence();
        int opcode = opcode(0);
        at++;
        return switch (opcode) {
            case Operations.ELSE -> alternatives(last);
            case Operations.NOTIF -> {
                boolean duplicated = opcode(0) == Operations.IFDUP;
                if (duplicated) {
                    at++;
                }
                yield Expression.of(duplicated ? Fragment.OR_D : Fragment.OR_C, single(), last);
            }
            case Operations.IF -> {
                if (opcode(0) == Operations.DUP) {
                    at++;
                    yield Expression.of(Fragment.WRAP_D, last);
                }
                take(Operations.NOT_ZERO);
                take(Operations.SIZE);
                yield Expression.of(Fragment.WRAP_J, last);
            }
            default -> throw new NotMiniscript();
        };
    }

    private Expression alternatives(Expression last) throws NotMiniscript {
        Expression first = sequence();
        if (opcode(0) == Operations.IF) {
            at++;
            return Expression.of(Fragment.OR_I, first, last);
        }
        take(Operations.NOTIF);
        return Expression.of(Fragment.ANDOR, single(), last, first);
    }

    private void take(int opcode) throws NotMiniscript {
        if (opcode(0) != opcode) {
            throw new NotMiniscript();
        }
        at++;
    }

    private int remaining() {
        return items.size() - at;
    }

    private int opcode(int offset) throws NotMiniscript {
        return item(offset).opcode();
    }

    private ScriptItem item(int offset) throws NotMiniscript {
        if (offset >= remaining()) {
            throw new NotMiniscript();
        }
        return items.get(at + offset);
    }
}
