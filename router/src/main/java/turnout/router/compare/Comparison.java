package turnout.router.compare;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What came of comparing two replies. Immutable.
 *
 * @param reason for NOT_COMPARED, one of a fixed few words that may label a metric ({@code basis}, {@code too-large},
 *     {@code cancelled}, {@code deadline-exceeded}, {@code resource-exhausted}, {@code unavailable}); else empty
 * @param differences for NOISE, MISMATCH and ERROR_DIVERGENCE, at most {@value #MOST_DIFFERENCES}, of as many fields as
 *     possible; else empty
 */
public record Comparison(Outcome outcome, String reason, List<FieldDifference> differences) {

    static final int MOST_DIFFERENCES = 64;

    static final Comparison MATCH = new Comparison(Outcome.MATCH, "", List.of());
    static final Comparison TOLERATED = new Comparison(Outcome.TOLERATED, "", List.of());

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    public Comparison {
        differences = List.copyOf(differences);
    }

    static Comparison notCompared(String reason) {
        return new Comparison(Outcome.NOT_COMPARED, reason, List.of());
    }

    /** Whether the engines disagree: MISMATCH or ERROR_DIVERGENCE. */
    public boolean diverged() {
        return outcome == Outcome.MISMATCH || outcome == Outcome.ERROR_DIVERGENCE;
    }

    /**
     * Takes out of a mismatch the fields on which PYTHON disagrees with itself. A field is a path without the indices of
     * lists, because a list whose order PYTHON draws differs at other places each time; map keys count, as names do.
     * Where PYTHON could not be compared with itself nothing is noise.
     *
     * @param mismatch of PYTHON's reply and NATIVE's
     * @param pythonWithItself of the same reply of PYTHON's and another to the same request
     * @return NOISE with all differences where none is left, else the mismatch with those that are left
     */
    public static Comparison withoutNoise(Comparison mismatch, Comparison pythonWithItself) {
        if (!mismatch.diverged() || !pythonWithItself.diverged()) {
            return mismatch;
        }
        Set<String> noisy =
                pythonWithItself.differences.stream().map(Comparison::field).collect(Collectors.toSet());
        List<FieldDifference> left = mismatch.differences.stream()
                .filter(difference -> !noisy.contains(field(difference)))
                .toList();
        if (left.isEmpty()) {
            // With more fields than were kept, one that is no noise may be among those that were not.
            return mismatch.mayLackFields() ? mismatch : new Comparison(Outcome.NOISE, "", mismatch.differences);
        }
        return new Comparison(mismatch.outcome, "", left);
    }

    private boolean mayLackFields() {
        return differences.size() == MOST_DIFFERENCES
                && differences.stream().map(Comparison::field).distinct().count() == MOST_DIFFERENCES;
    }

    /** What a difference is about, for telling noise and for keeping one of each. */
    static String field(FieldDifference difference) {
        return field(difference.path());
    }

    static String field(String path) {
        return path.indexOf('[') < 0 ? path : INDEX.matcher(path).replaceAll("[]");
    }
}
