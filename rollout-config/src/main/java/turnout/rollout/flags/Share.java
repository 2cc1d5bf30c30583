package turnout.rollout.flags;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A share of calls.
 *
 * @param basisPoints hundredths of a percent, 0 to 10,000
 */
public record Share(int basisPoints) implements Comparable<Share> {

    public static final Share NONE = new Share(0);
    public static final Share ALL = new Share(10_000);

    /** A percentage as people write it: 0 to 100 with at most two decimals, no sign, no exponent. */
    public static final String REGEX = "100(?:\\.0{1,2})?|[0-9]{1,2}(?:\\.[0-9]{1,2})?";

    private static final Pattern TEXT = Pattern.compile(REGEX);

    public Share {
        if (basisPoints < 0 || basisPoints > 10_000) {
            throw new IllegalArgumentException(
                    "A share lies between 0 and 10000 basis points, and " + basisPoints + " does not.");
        }
    }

    /** @throws IllegalArgumentException with a sentence for people when the text is not a percentage from 0 to 100 */
    public static Share parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + Sentences.quotable(text)
                            + "\" is not a percentage: expected a number from 0 to 100 with at most two decimals, such as 10 or 12.5.");
        }
        return new Share(new BigDecimal(text).movePointRight(2).intValueExact());
    }

    /** Percent without needless zeros: {@code 12.5}, {@code 100}. */
    public String text() {
        return new BigDecimal(basisPoints).movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    @Override
    public int compareTo(Share other) {
        return Integer.compare(basisPoints, other.basisPoints);
    }

    @Override
    public String toString() {
        return text() + " %";
    }
}
