package turnout.nativeimpl.keys;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The steps of a BIP32 path, each with the hardened bit 2^31 where it is marked by h, H or '. */
public final class DerivationPath {

    private static final int MAX_STEPS = 255;

    private final int[] steps;

    private DerivationPath(int[] steps) {
        this.steps = steps;
    }

    /** Reads "", "m", "m/…", "/…" and "…"; empty for what is no path or has more than 255 steps. */
    public static Optional<DerivationPath> parse(String text) {
        if (text.isEmpty() || text.equals("m")) {
            return Optional.of(new DerivationPath(new int[0]));
        }
        int from = text.startsWith("m/") ? 2 : text.startsWith("/") ? 1 : 0;
        String[] parts = text.substring(from).split("/", MAX_STEPS + 2);
        if (parts.length > MAX_STEPS) {
            return Optional.empty();
        }
        int[] steps = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int digits = digits(parts[i]);
            long number = number(parts[i], digits);
            if (number < 0) {
                return Optional.empty();
            }
            steps[i] = (int) number | (digits < parts[i].length() ? ExtendedKey.HARDENED : 0);
        }
        return Optional.of(new DerivationPath(steps));
    }

    /** Child numbers from the top. */
    public List<Integer> steps() {
        return IntStream.of(steps).boxed().toList();
    }

    int length() {
        return steps.length;
    }

    boolean hasHardenedStep() {
        return IntStream.of(steps).anyMatch(step -> step < 0);
    }

    /** The descendant of a key; empty where one on the way does not exist. */
    Optional<ExtendedKey> from(ExtendedKey key) {
        Optional<ExtendedKey> reached = Optional.of(key);
        for (int step : steps) {
            reached = reached.flatMap(parent -> parent.child(step));
        }
        return reached;
    }

    /** How many characters of a step are its number: all but one mark. */
    private static int digits(String part) {
        boolean marked = part.endsWith("h") || part.endsWith("H") || part.endsWith("'");
        return marked ? part.length() - 1 : part.length();
    }

    /** The number below 2^31 that the first characters are, -1 for none. */
    private static long number(String part, int digits) {
        if (digits == 0) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < digits; i++) {
            char digit = part.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + (digit - '0');
            if (number > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return number;
    }
}
