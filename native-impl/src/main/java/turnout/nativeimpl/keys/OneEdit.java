package turnout.nativeimpl.keys;

import java.util.Arrays;

/** Whether one insertion, deletion, substitution or swap of neighbours makes one word the other. */
final class OneEdit {

    private OneEdit() {}

    /** Compares two different words, in code points. */
    static boolean apart(int[] one, int[] other) {
        int difference = one.length - other.length;
        if (difference < -1 || difference > 1) {
            return false;
        }
        int first = Arrays.mismatch(one, other);
        if (first < 0) {
            return false;
        }
        if (difference == 1) {
            return sameFrom(one, first + 1, other, first);
        }
        if (difference == -1) {
            return sameFrom(one, first, other, first + 1);
        }
        return sameFrom(one, first + 1, other, first + 1)
                || (first + 1 < one.length
                        && one[first] == other[first + 1]
                        && one[first + 1] == other[first]
                        && sameFrom(one, first + 2, other, first + 2));
    }

    private static boolean sameFrom(int[] one, int oneFrom, int[] other, int otherFrom) {
        return Arrays.equals(one, oneFrom, one.length, other, otherFrom, other.length);
    }
}
