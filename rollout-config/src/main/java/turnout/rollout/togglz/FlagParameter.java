package turnout.rollout.togglz;

import java.util.Locale;
import java.util.regex.Pattern;
import org.togglz.core.activation.Parameter;
import turnout.rollout.flags.Share;

/**
 * The fields of the console's form, in their order: Togglz names their inputs {@code p1}, {@code p2}, ….
 *
 * <p>The patterns are strict because Togglz writes values into its pages as they are: none lets through a character
 * that means something in HTML.
 */
enum FlagParameter implements Parameter {
    PERCENT(Share.REGEX, "a number from 0 to 100 with at most two decimals", "Percent of calls that NATIVE serves"),
    SHADOW(
            Share.REGEX,
            "a number from 0 to 100 with at most two decimals",
            "Percent of each engine's calls that the other engine is given too, to compare"),
    EXCEPT(
            "[A-Za-z0-9_./]{1,200}([, \\r\\n]+[A-Za-z0-9_./]{1,200})*",
            "operations such as turnout.chain.v1.ChainService/GetBlock, separated by commas",
            "Operations held on PYTHON whatever the percent, separated by commas"),
    REV(
            "[0-9]{1,18}",
            "the number that the form came with",
            "Leave as it is: it stops an old page from undoing newer changes"),
    REASON(
            "[\\P{C}&&[^<>&\"']]{1,300}",
            "one line of at most 300 characters without < > & and quotes",
            "Why; required, kept in the audit log"),
    OVERRIDE("yes", "nothing, or yes", "yes allows a step larger than the ladder's next");

    private final Pattern pattern;
    private final String expected;
    private final String description;

    FlagParameter(String regex, String expected, String description) {
        this.pattern = Pattern.compile(regex);
        this.expected = expected;
        this.description = description;
    }

    /** What a valid value looks like, to end a sentence with. */
    String expected() {
        return expected;
    }

    String inputName() {
        return "p" + (ordinal() + 1);
    }

    @Override
    public String getName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String getLabel() {
        return getName();
    }

    @Override
    public String getDescription() {
        return description;
    }

    /** All are, as far as Togglz is concerned: which are needed depends on the feature, and our guard says it better. */
    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public boolean isLargeText() {
        return false;
    }

    @Override
    public boolean isValid(String value) {
        return pattern.matcher(value).matches();
    }
}
