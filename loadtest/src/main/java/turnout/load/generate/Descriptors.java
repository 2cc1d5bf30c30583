package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws output descriptors of one network, most of them valid: every function, key, origin, path and tree. */
final class Descriptors {

    private static final String[] MAIN_KEYS = {
        "xpub6ERApfZwUNrhLCkDtcHTcxd75RbzS1ed54G1LkBUHQVHQKqhMkhgbmJbZRkrgZw4koxb5JaHWkY4ALHY2grBGRjaDMzQLcgJvLJuZZvRcEL",
        "xpub68NZiKmJWnxxS6aaHmn81bvJeTESw724CRDs6HbuccFQN9Ku14VQrADWgqbhhTHBaohPX4CjNLf9fq9MYo6oDaPPLPxSb7gwQN3ih19Zm4Y",
        "xprv9s21ZrQH143K31xYSDQpPDxsXRTUcvj2iNHm5NUtrGiGG5e2DtALGdso3pGz6ssrdK4PFmM8NSpSBHNqPqm55Qn3LqFtT2emdEXVYsCzC2U",
        "xprvA1RpRA33e1JQ7ifknakTFpgNXPmW2YvmhqLQYMmrj4xJXXWYpDPS3xz7iAxn8L39njGVyuoseXzU6rcxFLJ8HFsTjSyQbLYnMpCqE2VbFWc"
    };
    private static final String[] TEST_KEYS = {
        "tprv8ZgxMBicQKsPe5YMU9gHen4Ez3ApihUfykaqUorj9t6FDqy3nP6eoXiAo2ssvpAjoLroQxHqr3R5nE3a5dU3DHTjTgJDd7zrbniJr6nrCzd",
        "tpubD6NzVbkrYhZ4XYa9MoLt4BiMZ4gkt2faZ4BcmKu2a9te4LDpQmvEz2L2yDERivHxFPnxXXhqDRkUNnQCpZggCyEZLBktV7VaSmwayqMJy1s"
    };
    private static final String[] MAIN_SECRETS = {
        "L4rK1yDtCWekvXuE6oXD9jCYfFNV2cWRpVuPLBcCU2z8TrisoyY1", "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU74sHUHy8S"
    };
    private static final String UNCOMPRESSED_SECRET = "5KYZdUEo39z3FPrtuX2QbbwGnNP5zTd7yyr2SC1j299sBCnWjss";
    private static final String[] POINTS = {
        "03a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd",
        "0260b2003c386519fc9eadf2b5cf124dd8eea4c4e68d5e154050a9346ea98ce600",
        "02f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9"
    };
    private static final String UNCOMPRESSED =
            "04a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd5b8dec5235a0fa8722476c7709c02559e3aa73aa03918ba2d492eea75abea235";
    private static final String[] MINISCRIPT = {
        "and_v(v:pk(03a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd),older(144))",
        "l:0",
        "c:pk_k(a)",
        "thresh(1,pk(a))",
        "sha256(",
        "x:pk(a)",
        "v:multi(1,a)"
    };

    private final boolean main;
    private final RandomGenerator random;
    // All multipath specifiers of a descriptor have as many alternatives, mostly.
    private final String multipath;

    private Descriptors(boolean main, RandomGenerator random) {
        this.main = main;
        this.random = random;
        this.multipath = random.nextInt(4) > 0
                ? "/" + random.nextInt(3)
                : "/<" + (random.nextBoolean() ? "0;1" : "0;5h;2147483647'") + ">";
    }

    /**
     * A descriptor, now and then with a checksum that is wrong.
     *
     * @param address draws an address for addr()
     */
    static String any(boolean main, RandomGenerator random, Function<RandomGenerator, String> address) {
        String text = new Descriptors(main, random).top(address);
        return random.nextInt(20) == 0 ? text + "#" + Values.text(random, 8) : text;
    }

    private String top(Function<RandomGenerator, String> address) {
        return switch (random.nextInt(12)) {
            case 0 -> "pk(" + key(true, false) + ")";
            case 1 -> "pkh(" + key(true, false) + ")";
            case 2 -> "wpkh(" + key(false, false) + ")";
            case 3 -> "combo(" + key(true, false) + ")";
            case 4 -> "addr(" + address.apply(random) + ")";
            case 5 ->
                "raw("
                        + HexFormat.of()
                                .formatHex(
                                        Values.bytes(random, random.nextInt(60)).toByteArray())
                        + ")";
            case 6 -> "rawtr(" + taprootKey() + ")";
            case 7, 8 ->
                random.nextInt(3) == 0 ? "tr(" + taprootKey() + ")" : "tr(" + taprootKey() + "," + tree(0) + ")";
            case 9 -> "wsh(" + inside(false, 20) + ")";
            case 10 ->
                "sh(" + (random.nextBoolean() ? "wsh(" + inside(false, 20) + ")" : "wpkh(" + key(false, false) + ")")
                        + ")";
            default -> random.nextBoolean() ? "sh(" + inside(true, 15) + ")" : multi(true, 3, false);
        };
    }

    private String inside(boolean uncompressed, int most) {
        return switch (random.nextInt(uncompressed ? 6 : 7)) {
            case 0 -> "pk(" + key(uncompressed, false) + ")";
            case 1 -> "pkh(" + key(uncompressed, false) + ")";
            case 6 -> MINISCRIPT[random.nextInt(MINISCRIPT.length)];
            default -> multi(uncompressed, most, false);
        };
    }

    private String multi(boolean uncompressed, int most, boolean taproot) {
        int count = 1 + random.nextInt(random.nextInt(6) == 0 ? most : Math.min(most, 4));
        String name = (random.nextBoolean() ? "multi" : "sortedmulti") + (taproot ? "_a" : "");
        return IntStream.range(0, count)
                .mapToObj(_ -> taproot ? taprootKey() : key(uncompressed, false))
                .collect(Collectors.joining(",", name + "(" + (1 + random.nextInt(count)) + ",", ")"));
    }

    private String tree(int depth) {
        if (depth < 5 && random.nextInt(3) == 0) {
            return "{" + tree(depth + 1) + "," + tree(depth + 1) + "}";
        }
        return switch (random.nextInt(12)) {
            case 0 -> MINISCRIPT[random.nextInt(MINISCRIPT.length)];
            case 1, 2, 3 -> multi(false, 20, true);
            case 4, 5 -> "pkh(" + taprootKey() + ")";
            default -> "pk(" + taprootKey() + ")";
        };
    }

    private String taprootKey() {
        if (random.nextInt(5) > 0) {
            return key(false, true);
        }
        boolean path = random.nextBoolean();
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(_ -> path ? extended("") : key(false, false))
                .collect(Collectors.joining(
                        ",", "musig(", ")" + (path ? multipath + (random.nextBoolean() ? "/*" : "") : "")));
    }

    private String key(boolean uncompressed, boolean xOnly) {
        String point = POINTS[random.nextInt(POINTS.length)];
        return origin()
                + switch (random.nextInt(8)) {
                    case 0 -> xOnly ? point.substring(2) : point;
                    case 1 -> main ? MAIN_SECRETS[random.nextInt(MAIN_SECRETS.length)] : point;
                    case 2 ->
                        uncompressed ? (main && random.nextBoolean() ? UNCOMPRESSED_SECRET : UNCOMPRESSED) : point;
                    default -> extended(path());
                };
    }

    private String extended(String path) {
        String[] keys = main ? MAIN_KEYS : TEST_KEYS;
        return keys[random.nextInt(keys.length)] + path;
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            path.append('/').append(random.nextInt(4) == 0 ? random.nextInt(Integer.MAX_VALUE) : random.nextInt(5));
            // Most keys are public, and then nothing hardened can be derived.
            path.append(random.nextInt(12) == 0 ? (random.nextBoolean() ? "h" : "'") : "");
        }
        if (random.nextInt(3) == 0) {
            path.append(multipath);
        }
        return path.append(random.nextBoolean() ? "/*" : "")
                .append(path.toString().endsWith("*") && random.nextInt(12) == 0 ? "h" : "")
                .toString();
    }

    private String origin() {
        if (random.nextInt(3) > 0) {
            return "";
        }
        ByteString fingerprint = Values.bytes(random, 4);
        return "[" + HexFormat.of().formatHex(fingerprint.toByteArray()) + (random.nextBoolean() ? "/44h/0'/7" : "")
                + "]";
    }
}
