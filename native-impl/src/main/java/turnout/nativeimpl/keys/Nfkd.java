package turnout.nativeimpl.keys;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NFKD of Unicode 14.0, which is what PYTHON's {@code unicodedata} has: a passphrase must make the same seed in both
 * engines, and with Java's later version it would not. To Unicode 14.0 a later character is unassigned: it stays as it is,
 * and nothing moves across it.
 */
final class Nfkd {

    // What Java 25 (Unicode 16.0) decomposes or reorders and 14.0 does not; both were asked for every code point.
    private static final Pattern LATER = Pattern.compile("[\\x{897}\\x{105c9}\\x{105e4}\\x{10d69}-\\x{10d6d}"
            + "\\x{10efd}-\\x{10eff}\\x{11383}\\x{11385}\\x{1138e}\\x{11391}\\x{113c5}\\x{113c7}\\x{113c8}"
            + "\\x{113ce}-\\x{113d0}\\x{11f41}\\x{11f42}\\x{16121}-\\x{16128}\\x{1612f}\\x{16d68}-\\x{16d6a}"
            + "\\x{1ccd6}-\\x{1ccf9}\\x{1e030}-\\x{1e06d}\\x{1e08f}\\x{1e4ec}-\\x{1e4ef}\\x{1e5ee}\\x{1e5ef}]");

    private Nfkd() {}

    static String of(String text) {
        Matcher later = LATER.matcher(text);
        StringBuilder normalized = new StringBuilder(text.length());
        int from = 0;
        while (later.find()) {
            normalized.append(decomposed(text, from, later.start())).append(later.group());
            from = later.end();
        }
        return normalized.append(decomposed(text, from, text.length())).toString();
    }

    private static String decomposed(String text, int from, int to) {
        return Normalizer.normalize(text.substring(from, to), Normalizer.Form.NFKD);
    }
}
