package turnout.rollout.flags;

import java.util.List;

/**
 * The steps by which the share of NATIVE may grow without an override.
 *
 * @param steps strictly rising, from 0 to 100
 */
public record Ladder(List<Share> steps) {

    /** What ships: small enough at first that a bad engine meets one caller in ten. */
    public static final Ladder SHIPPED = Ladder.of("0", "10", "25", "50", "100");

    public Ladder {
        steps = List.copyOf(steps);
        boolean rising = steps.size() >= 2
                && steps.getFirst().equals(Share.NONE)
                && steps.getLast().equals(Share.ALL);
        for (int i = 1; i < steps.size() && rising; i++) {
            rising = steps.get(i - 1).compareTo(steps.get(i)) < 0;
        }
        if (!rising) {
            throw new IllegalArgumentException("A ladder rises strictly from 0 to 100, and " + steps + " does not.");
        }
    }

    public static Ladder of(String... percents) {
        return new Ladder(List.of(percents).stream().map(Share::parse).toList());
    }

    /** The largest share that may follow {@code from} without an override. */
    public Share next(Share from) {
        return steps.stream()
                .filter(step -> step.compareTo(from) > 0)
                .findFirst()
                .orElse(Share.ALL);
    }

    /** Going down is always allowed. */
    public boolean allows(Share from, Share to) {
        return to.compareTo(from) <= 0 || to.compareTo(next(from)) <= 0;
    }
}
