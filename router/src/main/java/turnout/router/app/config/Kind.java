package turnout.router.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the value of a key may be.
 *
 * @param expected completes "… is not": {@code a duration (expected: 250ms, 5s, 2m)}
 */
record Kind<T>(String expected, boolean list, Parser<T> parser) {

    @FunctionalInterface
    interface Parser<T> {
        T parse(RawValue raw, Places places) throws UnfitException;
    }

    @FunctionalInterface
    interface TextParser<T> {
        /** @throws IllegalArgumentException for any text that does not fit; its message is not shown */
        T parse(String text, Places places) throws UnfitException;
    }

    static <T> Kind<T> scalar(String expected, TextParser<T> parser) {
        return new Kind<>(expected, false, (raw, places) -> {
            if (raw.list()) {
                throw new UnfitException(raw.text() + " is a list, not " + expected);
            }
            return item(raw.items().getFirst(), expected, parser, places);
        });
    }

    /** The same, or nothing when the value is empty. */
    static <T> Kind<Optional<T>> optional(Kind<T> kind) {
        return new Kind<>(
                kind.expected,
                kind.list,
                (raw, places) -> raw.text().isEmpty() ? Optional.empty() : Optional.of(kind.parse(raw, places)));
    }

    static <T> Kind<List<T>> listOf(String expected, TextParser<T> parser) {
        return new Kind<>("a list of such: " + expected, true, (raw, places) -> {
            List<T> parsed = new ArrayList<>();
            for (String item : raw.split()) {
                parsed.add(item(item, expected, parser, places));
            }
            return List.copyOf(parsed);
        });
    }

    T parse(RawValue raw, Places places) throws UnfitException {
        return parser.parse(raw, places);
    }

    private static <T> T item(String text, String expected, TextParser<T> parser, Places places) throws UnfitException {
        try {
            return parser.parse(text, places);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnfitException("\"" + text + "\" is not " + expected);
        }
    }
}
