package turnout.load.laws;

import java.util.random.RandomGenerator;

/**
 * Something that must hold for any values.
 *
 * @param name as a sentence
 */
record Law(String name, Trial trial) {

    /** Draws values, calls the engine, and throws {@link Broken} where the law does not hold; blocks. */
    @FunctionalInterface
    interface Trial {
        void run(OneEngine engine, RandomGenerator random) throws Broken, InterruptedException;
    }

    /** The law does not hold; the message says for which values. */
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message, null, false, false);
        }
    }

    static void same(String what, Object one, Object other) throws Broken {
        if (!one.equals(other)) {
            throw new Broken(what + ": " + one + " is not " + other);
        }
    }

    static void holds(String what, boolean holds) throws Broken {
        if (!holds) {
            throw new Broken(what);
        }
    }
}
