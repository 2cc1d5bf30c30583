package turnout.devnode.chain;

/**
 * Why a transaction or block is refused, in Core's words.
 *
 * @param missingInputs whether what it spends is unknown or spent, which Core tells apart
 * @param details what Core adds for the log; empty where there is nothing
 */
public record Rejection(boolean missingInputs, String reason, String details) {
    public static Rejection of(String reason) {
        return new Rejection(false, reason, "");
    }

    public static Rejection of(String reason, String details) {
        return new Rejection(false, reason, details);
    }

    /** Reason and details, as Core's state prints them. */
    public String text() {
        return details.isEmpty() ? reason : reason + ", " + details;
    }
}
