package turnout.rollout.flags;

/** Makes what somebody sent fit to stand in a sentence, a log line or a page. */
final class Sentences {

    /** Long enough to recognise a typo, short enough that input cannot fill a log. */
    private static final int LONGEST_QUOTE = 60;

    private Sentences() {}

    /** The text with everything but printable ASCII replaced by {@code ?} and cut to {@value #LONGEST_QUOTE}. */
    static String quotable(String text) {
        var quote = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST_QUOTE; i++) {
            char c = text.charAt(i);
            quote.append(c < ' ' || c > '~' ? '?' : c);
        }
        return text.length() > LONGEST_QUOTE ? quote + "…" : quote.toString();
    }
}
