package turnout.router.journal;

/**
 * Takes what two engines disagreed on. Any thread; returns at once, never blocks and never throws. What cannot be kept is
 * counted and gone.
 */
@FunctionalInterface
public interface Mismatches {

    void add(Mismatch mismatch);
}
