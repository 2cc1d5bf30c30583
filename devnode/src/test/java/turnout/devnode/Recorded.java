package turnout.devnode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.JsonText;
import turnout.nativeimpl.codec.Slice;

/** The answers recorded from Bitcoin Core 31.99, and how ours are held against them. */
final class Recorded {
    // The recording went through Python's floats: its amounts have lost their zeros, ours must have eight decimals.
    private static final Pattern AMOUNT = Pattern.compile("-?\\d+\\.\\d{8}");

    private Recorded() {}

    static Json read(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return JsonText.read(Slice.of(in.readAllBytes())).orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Json.Obj> list(String name) {
        return ((Json.Arr) read(name))
                .items().stream().map(Json.Obj.class::cast).toList();
    }

    /** Where an answer differs: in a value, in the text of a number, in the order of its fields. Empty where nowhere. */
    static List<String> differences(Json expected, Json actual) {
        List<String> found = new ArrayList<>();
        compare("", expected, actual, found);
        return found;
    }

    private static void compare(String path, Json expected, Json actual, List<String> found) {
        switch (expected) {
            case Json.Obj object when actual instanceof Json.Obj other -> compareFields(path, object, other, found);
            case Json.Arr array
            when actual instanceof Json.Arr other
                    && other.items().size() == array.items().size() -> {
                for (int i = 0; i < array.items().size(); i++) {
                    compare(
                            path + "[" + i + "]",
                            array.items().get(i),
                            other.items().get(i),
                            found);
                }
            }
            case Json.Num number
            when actual instanceof Json.Num other -> {
                if (!sameNumber(number.text(), other.text())) {
                    found.add(path + ": expected " + number.text() + " but was " + other.text());
                }
            }
            default -> {
                if (!expected.equals(actual)) {
                    found.add(path + ": expected " + JsonText.write(expected) + " but was " + JsonText.write(actual));
                }
            }
        }
    }

    private static void compareFields(String path, Json.Obj expected, Json.Obj actual, List<String> found) {
        if (!List.copyOf(expected.fields().keySet())
                .equals(List.copyOf(actual.fields().keySet()))) {
            found.add(path + ": expected fields " + expected.fields().keySet() + " but were "
                    + actual.fields().keySet());
            return;
        }
        Iterator<Json> values = actual.fields().values().iterator();
        for (Map.Entry<String, Json> field : expected.fields().entrySet()) {
            compare(path + "." + field.getKey(), field.getValue(), values.next(), found);
        }
    }

    private static boolean sameNumber(String expected, String actual) {
        boolean fraction = expected.contains(".") || expected.contains("e");
        boolean sameText = expected.equals(actual);
        return sameText
                || (fraction
                        && AMOUNT.matcher(actual).matches()
                        && new BigDecimal(expected).compareTo(new BigDecimal(actual)) == 0);
    }
}
