package turnout.router.app.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import turnout.rollout.flags.Ladder;
import turnout.rollout.flags.Share;

/** The kinds of values that Turnout's keys have. */
final class Kinds {

    private static final Pattern DURATION_TEXT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE_TEXT = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");
    private static final Pattern ADDRESS_TEXT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+):(\\d{1,5})");

    static final Kind<String> TEXT = Kind.scalar("a text", (text, places) -> text);

    static final Kind<Duration> DURATION =
            Kind.scalar("a duration above zero (expected: 250ms, 5s, 2m)", (text, places) -> {
                Matcher matcher = matching(DURATION_TEXT, text);
                long amount = Long.parseLong(matcher.group(1));
                return positive(
                        switch (matcher.group(2)) {
                            case "ms" -> Duration.ofMillis(amount);
                            case "s" -> Duration.ofSeconds(amount);
                            case "m" -> Duration.ofMinutes(amount);
                            case "h" -> Duration.ofHours(amount);
                            default -> Duration.ofDays(amount);
                        });
            });

    static final Kind<Long> SIZE = Kind.scalar("a size above zero (expected: 64KiB, 4MiB)", (text, places) -> {
        Matcher matcher = matching(SIZE_TEXT, text);
        long unit = switch (matcher.group(2)) {
            case "B" -> 1L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            default -> 1L << 30;
        };
        long bytes = Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        require(bytes > 0);
        return bytes;
    });

    /** Below a mebibyte a journal holds no exemplar of a usual size. */
    static final Kind<Long> JOURNAL_SIZE = Kind.scalar("a size of 1MiB or more (expected: 256MiB)", (text, places) -> {
        long bytes = SIZE.parse(RawValue.scalar(text), places);
        require(bytes >= 1L << 20);
        return bytes;
    });

    /** gRPC's length prefix has 32 bits, Java's arrays 31. */
    static final Kind<Long> MESSAGE_SIZE =
            Kind.scalar("a size from 1B to 2047MiB (expected: 64KiB, 4MiB)", (text, places) -> {
                long bytes = SIZE.parse(RawValue.scalar(text), places);
                require(bytes <= 2047L << 20);
                return bytes;
            });

    static final Kind<Boolean> SWITCH = Kind.scalar("a switch (expected: on, off)", (text, places) -> switch (text) {
        case "on", "true" -> true;
        case "off", "false" -> false;
        default -> throw new IllegalArgumentException(text);
    });

    static final Kind<InetSocketAddress> LISTEN =
            Kind.scalar("an address (expected: 127.0.0.1:50051, [::1]:50051, port 0 for any)", (text, places) -> {
                InetSocketAddress unresolved = tcp(text);
                InetSocketAddress address = new InetSocketAddress(unresolved.getHostString(), unresolved.getPort());
                if (address.isUnresolved()) {
                    throw new UnfitException("the host of \"" + text + "\" has no address here");
                }
                return address;
            });

    static final Kind<List<Address>> TARGETS =
            Kind.listOf("an address (expected: unix:PATH, host:port)", (text, places) -> {
                if (text.startsWith("unix:")) {
                    String path = text.substring("unix:".length());
                    require(!path.isEmpty());
                    return new Address.UnixSocket(places.atHome(path));
                }
                InetSocketAddress address = tcp(text);
                require(address.getPort() > 0);
                return new Address.Tcp(address);
            });

    static final Kind<List<InetAddress>> PEERS =
            Kind.listOf("an IP address (expected: 10.0.0.7, fd00::7)", (text, places) -> InetAddress.ofLiteral(text));

    private static final Kind<List<Share>> STEPS =
            Kind.listOf("a percentage from 0 to 100 with two decimals at most", (text, places) -> Share.parse(text));

    static final Kind<Ladder> LADDER = new Kind<>("a list of percentages", true, (raw, places) -> {
        List<Share> steps = STEPS.parse(raw, places);
        try {
            return new Ladder(steps);
        } catch (IllegalArgumentException e) {
            throw new UnfitException(raw.text() + " does not rise strictly from 0 to 100");
        }
    });

    /** A relative path is relative to the folder that holds {@code var/}. */
    static final Kind<Path> PATH = Kind.scalar("a path", (text, places) -> {
        require(!text.isEmpty());
        return places.atHome(text);
    });

    static final Kind<Path> READABLE_FILE = Kind.scalar("a path", (text, places) -> {
        Path path = PATH.parse(RawValue.scalar(text), places);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new UnfitException("\"" + path + "\" is not a file that can be read");
        }
        return path;
    });

    /** The first word with a slash in it is a program of the installation, others are found on PATH. */
    static final Kind<List<String>> COMMAND = new Kind<>("a list: program, arguments", true, (raw, places) -> {
        List<String> words = raw.list()
                ? raw.items()
                : List.of(raw.items().getFirst().strip().split("\\s+"));
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            throw new UnfitException("no program is named");
        }
        String program = words.getFirst();
        String found = program.contains("/")
                ? places.installation().resolve(program).normalize().toString()
                : program;
        return Stream.concat(Stream.of(found), words.stream().skip(1)).toList();
    });

    static final Kind<URI> URL =
            Kind.scalar("a URL (expected: http://127.0.0.1:8332, with no user in it)", (text, places) -> {
                URI url = URI.create(text);
                if (url.getRawUserInfo() != null || text.contains("@")) {
                    // The text is not repeated: it may hold a password.
                    throw new UnfitException("the URL names a user: set node.user and node.password-file instead");
                }
                require(("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null);
                return url;
            });

    private Kinds() {}

    static Kind<Integer> count(int min, int max) {
        return Kind.scalar(
                "a number from " + min + " to " + max, (text, places) -> within(Integer.parseInt(text), min, max));
    }

    /** A number, or {@code auto}, which the machine decides. */
    static Kind<Integer> countOrAuto(int min, int max, IntSupplier auto) {
        return Kind.scalar(
                "auto or a number from " + min + " to " + max,
                (text, places) -> "auto".equals(text) ? auto.getAsInt() : within(Integer.parseInt(text), min, max));
    }

    /** One of an enum's names in lower case. */
    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        String names = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return Kind.scalar("one of " + names, (text, places) -> {
            require(text.equals(text.toLowerCase(Locale.ROOT)));
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        });
    }

    private static InetSocketAddress tcp(String text) {
        Matcher matcher = matching(ADDRESS_TEXT, text);
        String host = matcher.group(1).replace("[", "").replace("]", "");
        return InetSocketAddress.createUnresolved(host, Integer.parseInt(matcher.group(2)));
    }

    private static Matcher matching(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        require(matcher.matches());
        return matcher;
    }

    private static Duration positive(Duration duration) {
        require(duration.isPositive());
        return duration;
    }

    private static int within(int number, int min, int max) {
        require(number >= min && number <= max);
        return number;
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException();
        }
    }
}
