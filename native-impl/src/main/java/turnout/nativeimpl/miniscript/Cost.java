package turnout.nativeimpl.miniscript;

import java.util.List;

/**
 * The most that satisfying and dissatisfying an expression can take, of executed operations or of witness elements.
 *
 * @param satisfied -1 where there is no way
 * @param dissatisfied -1 where there is no way
 */
record Cost(int satisfied, int dissatisfied) {

    private static final int NEVER = -1;

    /** Operations beyond those that stand in the script: the keys of multi(). */
    static Cost ofOperations(Fragment fragment, List<Cost> arguments, int keys, long number) {
        return switch (fragment) {
            case FALSE -> new Cost(NEVER, 0);
            case TRUE, OLDER, AFTER, SHA256, HASH256, RIPEMD160, HASH160 -> new Cost(0, NEVER);
            case PK_K -> new Cost(0, 0);
            case MULTI -> new Cost(keys, keys);
            case WRAP_D, WRAP_J -> new Cost(arguments.getFirst().satisfied, 0);
            case OR_I -> orI(arguments.get(0), arguments.get(1), 0);
            default -> combined(fragment, arguments, (int) number);
        };
    }

    /** Elements of the witness, its script not counted. */
    static Cost ofElements(Fragment fragment, List<Cost> arguments, long number) {
        return switch (fragment) {
            case FALSE -> new Cost(NEVER, 0);
            case TRUE, OLDER, AFTER -> new Cost(0, NEVER);
            case PK_K -> new Cost(1, 1);
            case SHA256, HASH256, RIPEMD160, HASH160 -> new Cost(1, NEVER);
            case MULTI -> new Cost((int) number + 1, (int) number + 1);
            case WRAP_D -> new Cost(plus(arguments.getFirst().satisfied, 1), 1);
            case WRAP_J -> new Cost(arguments.getFirst().satisfied, 1);
            case OR_I -> orI(arguments.get(0), arguments.get(1), 1);
            default -> combined(fragment, arguments, (int) number);
        };
    }

    private static Cost combined(Fragment fragment, List<Cost> arguments, int threshold) {
        Cost x = arguments.getFirst();
        Cost y = arguments.get(arguments.size() > 1 ? 1 : 0);
        return switch (fragment) {
            case WRAP_V -> new Cost(x.satisfied, NEVER);
            case WRAP_A, WRAP_S, WRAP_C, WRAP_N -> x;
            case AND_V -> new Cost(plus(x.satisfied, y.satisfied), NEVER);
            case AND_B -> new Cost(plus(x.satisfied, y.satisfied), plus(x.dissatisfied, y.dissatisfied));
            case OR_B ->
                new Cost(
                        most(plus(x.satisfied, y.dissatisfied), plus(x.dissatisfied, y.satisfied)),
                        plus(x.dissatisfied, y.dissatisfied));
            case OR_C -> new Cost(most(x.satisfied, plus(x.dissatisfied, y.satisfied)), NEVER);
            case OR_D ->
                new Cost(most(x.satisfied, plus(x.dissatisfied, y.satisfied)), plus(x.dissatisfied, y.dissatisfied));
            case ANDOR -> {
                Cost z = arguments.get(2);
                yield new Cost(
                        most(plus(x.satisfied, y.satisfied), plus(x.dissatisfied, z.satisfied)),
                        plus(x.dissatisfied, z.dissatisfied));
            }
            case THRESH -> threshold(arguments, threshold);
            default -> throw new IllegalArgumentException("has a cost of its own");
        };
    }

    private static Cost orI(Cost x, Cost z, int choice) {
        return new Cost(
                most(plus(x.satisfied, choice), plus(z.satisfied, choice)),
                most(plus(x.dissatisfied, choice), plus(z.dissatisfied, choice)));
    }

    /** The dearest choice of as many satisfied arguments as the threshold says, the others dissatisfied. */
    private static Cost threshold(List<Cost> arguments, int threshold) {
        int[] satisfied = {0};
        for (Cost argument : arguments) {
            int[] next = new int[satisfied.length + 1];
            next[0] = plus(satisfied[0], argument.dissatisfied);
            for (int i = 1; i < satisfied.length; i++) {
                next[i] = most(plus(satisfied[i], argument.dissatisfied), plus(satisfied[i - 1], argument.satisfied));
            }
            next[satisfied.length] = plus(satisfied[satisfied.length - 1], argument.satisfied);
            satisfied = next;
        }
        return new Cost(satisfied[threshold], satisfied[0]);
    }

    private static int plus(int one, int other) {
        return one == NEVER || other == NEVER ? NEVER : one + other;
    }

    private static int most(int one, int other) {
        return Math.max(one, other);
    }
}
