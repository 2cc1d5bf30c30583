package turnout.load;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as ghz and Go write them: {@code 20s}, {@code 1m30s}, {@code 250ms}, {@code 1.5h}. */
public final class GoDuration implements ITypeConverter<Duration> {

    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|µs|ms|s|m|h)");

    @Override
    public Duration convert(String text) {
        Matcher part = PART.matcher(text);
        double nanos = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            nanos += Double.parseDouble(part.group(1)) * nanos(part.group(2));
            end = part.end();
        }
        if (text.isEmpty() || end < text.length() || nanos > Long.MAX_VALUE / 4.0) {
            throw new TypeConversionException("\"" + text + "\" is not a duration (expected: 250ms, 20s, 1m30s, …)");
        }
        return Duration.ofNanos((long) nanos);
    }

    private static double nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> 3600e9;
        };
    }

    /** {@code 20 s}, {@code 250 ms}: for reports. */
    static String text(long nanos) {
        if (nanos >= 1_000_000_000) {
            return trim(nanos / 1e9) + " s";
        }
        return nanos >= 1_000_000 ? trim(nanos / 1e6) + " ms" : trim(nanos / 1e3) + " µs";
    }

    private static String trim(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format("%.3g", value);
    }
}
