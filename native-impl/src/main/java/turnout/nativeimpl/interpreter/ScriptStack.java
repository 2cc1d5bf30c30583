package turnout.nativeimpl.interpreter;

import java.util.ArrayList;
import java.util.List;
import turnout.nativeimpl.codec.Slice;

/** A stack of byte strings; places count from the top, which is 0. Mutable, owned by one execution. */
final class ScriptStack {

    private static final Slice TRUE = Slice.of(new byte[] {1});
    private static final Slice FALSE = Slice.of(new byte[0]);

    private final List<Slice> elements;
    private final boolean minimalNumbers;

    /** @param elements bottom first; copied */
    ScriptStack(List<Slice> elements, boolean minimalNumbers) {
        this.elements = new ArrayList<>(elements);
        this.minimalNumbers = minimalNumbers;
    }

    ScriptStack copy() {
        return new ScriptStack(elements, minimalNumbers);
    }

    int size() {
        return elements.size();
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    void need(int count) throws ScriptFailed {
        if (elements.size() < count) {
            throw new ScriptFailed(ScriptError.INVALID_STACK_OPERATION);
        }
    }

    void push(Slice element) {
        elements.add(element);
    }

    void push(boolean value) {
        elements.add(value ? TRUE : FALSE);
    }

    void push(long number) {
        elements.add(ScriptNumber.write(number));
    }

    Slice pop() {
        return elements.removeLast();
    }

    void drop(int count) {
        elements.subList(elements.size() - count, elements.size()).clear();
    }

    Slice peek(int place) {
        return elements.get(elements.size() - 1 - place);
    }

    /** Takes out an element from below. */
    Slice remove(int place) {
        return elements.remove(elements.size() - 1 - place);
    }

    /** Puts an element so that this many lie above it. */
    void insert(int place, Slice element) {
        elements.add(elements.size() - place, element);
    }

    /** A number for arithmetic. */
    long number(int place) throws ScriptFailed {
        return number(place, ScriptNumber.ARITHMETIC);
    }

    long number(int place, int mostBytes) throws ScriptFailed {
        return ScriptNumber.read(peek(place), mostBytes, minimalNumbers);
    }

    /** Whether the top is true; the stack must not be empty. */
    boolean isTrue() {
        return ScriptNumber.isTrue(peek(0));
    }
}
