package turnout.router.app.config;

import java.util.List;
import java.util.stream.Stream;

/** A value as it was written: one text, or a list of texts. */
record RawValue(List<String> items, boolean list) {

    RawValue {
        items = List.copyOf(items);
    }

    static RawValue scalar(String text) {
        return new RawValue(List.of(text), false);
    }

    /** The items of what was written as one text, {@code a, b}, because its source has no lists. */
    List<String> split() {
        return list
                ? items
                : Stream.of(items.getFirst().split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    /** As YAML writes it. */
    String text() {
        return list ? "[" + String.join(", ", items) + "]" : items.getFirst();
    }
}
