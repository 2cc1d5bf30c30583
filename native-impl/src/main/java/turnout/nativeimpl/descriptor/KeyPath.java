package turnout.nativeimpl.descriptor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps behind a key (BIP380), one of which may have several alternatives (BIP389). Immutable.
 *
 * @param steps child numbers, the hardened bit 2^31 set; what stands at {@code multipathAt} does not count
 * @param multipathAt index of the step with alternatives, -1 without one
 * @param choices the child numbers that it may have, at least two, or none
 */
record KeyPath(
        int[] steps,
        int multipathAt,
        int[] choices,
        Wildcard wildcard,
        @Nullable Character mark) {

    /** What the path ends in. */
    enum Wildcard {
        NONE,
        UNHARDENED,
        HARDENED
    }

    static final KeyPath EMPTY = new KeyPath(new int[0], -1, new int[0], Wildcard.NONE, null);

    private static final int HARDENED = 1 << 31;
    private static final int MAX_CHOICES = 32;

    /** Reads what stands behind a key: "" or "/…". */
    static KeyPath read(String text) throws DescriptorProblem {
        if (text.isEmpty()) {
            return EMPTY;
        }
        String[] parts = text.substring(1).split("/", -1);
        Wildcard wildcard = wildcard(parts[parts.length - 1]);
        int count = wildcard == Wildcard.NONE ? parts.length : parts.length - 1;
        int[] steps = new int[count];
        int multipathAt = -1;
        int[] choices = new int[0];
        Character mark = null;
        for (int i = 0; i < count; i++) {
            String part = parts[i];
            if (part.startsWith("<") && part.endsWith(">")) {
                if (multipathAt >= 0) {
                    throw DescriptorProblem.invalid("a key has two multipath specifiers");
                }
                multipathAt = i;
                String[] numbers = part.substring(1, part.length() - 1).split(";", -1);
                choices = choices(numbers);
                mark = lastMark(mark, numbers);
            } else {
                steps[i] = number(part);
                mark = lastMark(mark, part);
            }
        }
        if (wildcard == Wildcard.HARDENED) {
            mark = parts[count].charAt(1);
        }
        return new KeyPath(steps, multipathAt, choices, wildcard, mark);
    }

    /** The steps of one alternative. */
    int[] steps(int alternative) {
        if (multipathAt < 0) {
            return steps;
        }
        int[] chosen = steps.clone();
        chosen[multipathAt] = choices[alternative];
        return chosen;
    }

    int alternatives() {
        return multipathAt < 0 ? 1 : choices.length;
    }

    boolean isHardenedAnywhere() {
        return Arrays.stream(steps).anyMatch(step -> step < 0)
                || Arrays.stream(choices).anyMatch(step -> step < 0)
                || wildcard == Wildcard.HARDENED;
    }

    /** Writes one alternative, hardened steps with the given mark. */
    void print(StringBuilder out, int alternative, char hardened) {
        printSteps(out, steps(alternative), hardened);
        switch (wildcard) {
            case NONE -> {}
            case UNHARDENED -> out.append("/*");
            case HARDENED -> out.append("/*").append(hardened);
        }
    }

    static void printSteps(StringBuilder out, int[] steps, char hardened) {
        for (int step : steps) {
            out.append('/').append(step & ~HARDENED);
            if (step < 0) {
                out.append(hardened);
            }
        }
    }

    /** One child number: digits, then ' or h where it is hardened. Leading zeros are allowed, as in Core. */
    static int number(String text) throws DescriptorProblem {
        boolean hardened = text.endsWith("'") || text.endsWith("h");
        int digits = hardened ? text.length() - 1 : text.length();
        long number = digits == 0 ? -1 : 0;
        for (int i = 0; i < digits && number >= 0; i++) {
            char digit = text.charAt(i);
            number = digit < '0' || digit > '9' ? -1 : number * 10 + digit - '0';
            if (number > Integer.MAX_VALUE) {
                number = -1;
            }
        }
        if (number < 0) {
            throw DescriptorProblem.invalid("a path's step is not a number below 2^31");
        }
        return (int) number | (hardened ? HARDENED : 0);
    }

    static @Nullable Character lastMark(@Nullable Character before, String... steps) {
        Character mark = before;
        for (String step : steps) {
            if (step.endsWith("'") || step.endsWith("h")) {
                mark = step.charAt(step.length() - 1);
            }
        }
        return mark;
    }

    private static Wildcard wildcard(String last) {
        return switch (last) {
            case "*" -> Wildcard.UNHARDENED;
            case "*'", "*h" -> Wildcard.HARDENED;
            default -> Wildcard.NONE;
        };
    }

    private static int[] choices(String[] numbers) throws DescriptorProblem {
        if (numbers.length < 2) {
            throw DescriptorProblem.invalid("a multipath specifier has less than two alternatives");
        }
        if (numbers.length > MAX_CHOICES) {
            throw DescriptorProblem.limit("a multipath specifier has more than 32 alternatives");
        }
        int[] choices = new int[numbers.length];
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < choices.length; i++) {
            choices[i] = number(numbers[i]);
            if (!seen.add(choices[i])) {
                throw DescriptorProblem.invalid("a multipath specifier names a step twice");
            }
        }
        return choices;
    }
}
