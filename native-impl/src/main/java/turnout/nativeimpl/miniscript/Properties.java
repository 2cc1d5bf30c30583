package turnout.nativeimpl.miniscript;

import java.util.List;

/**
 * BIP379's type and properties of an expression, as a set of letters: one of B, V, K, W; z o n d u for correctness; e f s m for
 * malleability; g h i j for the kinds of timelocks (relative time and height, absolute time and height), k where they do
 * not conflict; x where the last opcode has no VERIFY form..
 */
record Properties(int letters) {

    private static final String ORDER = "BVKWzondufesmxghijk";

    static final Properties NONE = new Properties(0);

    static Properties of(String letters) {
        int set = 0;
        for (int i = 0; i < letters.length(); i++) {
            set |= 1 << ORDER.indexOf(letters.charAt(i));
        }
        return new Properties(set);
    }

    /** Whether all of these are there. */
    boolean has(String letters) {
        int set = of(letters).letters;
        return (this.letters & set) == set;
    }

    /** Those that are there and among the given ones. */
    Properties only(String letters) {
        return new Properties(this.letters & of(letters).letters);
    }

    Properties or(Properties other) {
        return new Properties(letters | other.letters);
    }

    Properties and(Properties other) {
        return new Properties(letters & other.letters);
    }

    /** All of these or none. */
    Properties when(boolean condition) {
        return condition ? this : NONE;
    }

    static Properties union(Properties... sets) {
        Properties union = NONE;
        for (Properties set : sets) {
            union = union.or(set);
        }
        return union;
    }

    /** Whether both have to be satisfied with timelocks that no transaction can meet together. */
    static boolean conflict(Properties one, Properties other) {
        return (one.has("g") && other.has("h"))
                || (one.has("h") && other.has("g"))
                || (one.has("i") && other.has("j"))
                || (one.has("j") && other.has("i"));
    }

    /** Exactly one of the four types: what does not have one is no expression. */
    boolean isTyped() {
        return Integer.bitCount(only("BVKW").letters) == 1;
    }

    /** thresh(): the first a Bdu, all others Wdu. */
    static Properties ofThreshold(int threshold, List<Properties> arguments) {
        int count = arguments.size();
        boolean allE = true;
        boolean allM = true;
        int signed = 0;
        int taken = 0;
        Properties locks = of("k");
        for (int i = 0; i < count; i++) {
            Properties argument = arguments.get(i);
            if (!argument.has(i == 0 ? "Bdu" : "Wdu")) {
                return NONE;
            }
            allE &= argument.has("e");
            allM &= argument.has("m");
            signed += argument.has("s") ? 1 : 0;
            taken += argument.has("z") ? 0 : argument.has("o") ? 1 : 2;
            boolean compatible = threshold <= 1 || !conflict(locks, argument);
            locks = union(
                    locks.or(argument).only("ghij"),
                    locks.and(argument).only("k").when(compatible));
        }
        return union(
                of("Bdu"),
                of("z").when(taken == 0),
                of("o").when(taken == 1),
                of("e").when(allE && signed == count),
                of("m").when(allE && allM && signed >= count - threshold),
                of("s").when(signed >= count - threshold + 1),
                locks);
    }
}
