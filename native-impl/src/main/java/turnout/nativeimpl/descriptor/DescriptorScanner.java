package turnout.nativeimpl.descriptor;

/** A descriptor's text and how far it was read. Mutable; one scanner belongs to one reading. */
final class DescriptorScanner {

    private static final String DELIMITERS = "(){},";

    private final String text;
    private int at;

    DescriptorScanner(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** Whether the next character is this one; moves over it then. */
    boolean take(char character) {
        if (atEnd() || text.charAt(at) != character) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether these characters come next; moves over them then. */
    boolean take(String characters) {
        if (!text.startsWith(characters, at)) {
            return false;
        }
        at += characters.length();
        return true;
    }

    void expect(char character) throws DescriptorProblem {
        if (!take(character)) {
            throw DescriptorProblem.invalid("'" + character + "' is missing at character " + at);
        }
    }

    /** Everything up to the next bracket, brace or comma. */
    String word() {
        int from = at;
        while (!atEnd() && DELIMITERS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }
}
