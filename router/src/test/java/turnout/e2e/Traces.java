package turnout.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Finds secrets in what a gateway said: as they are, in hex, in base64 at each of its three offsets, and three words of a
 * mnemonic in a row. A piece of a secret is enough; pieces do not overlap, and what all keys begin with is none.
 */
final class Traces {

    // Long enough that nothing else holds it: 2^-64 for bytes, 58^-12 for base58.
    private static final int PIECE_OF_BYTES = 8;
    private static final int PIECE_OF_TEXT = 12;
    // "xprv9s21ZrQH143K" stands before every root key.
    private static final int COMMON_PREFIX = 16;
    private static final int WORDS = 3;

    /** What is looked for, and what it is a trace of. */
    private final Map<String, String> needles = new HashMap<>();

    void addBytes(String name, byte[] secret) {
        for (int at = 0; at + PIECE_OF_BYTES <= secret.length; at += PIECE_OF_BYTES) {
            addPiece(name, Arrays.copyOfRange(secret, at, at + PIECE_OF_BYTES));
        }
    }

    void addText(String name, String secret) {
        int from = secret.length() > 2 * COMMON_PREFIX ? COMMON_PREFIX : 0;
        int size = Math.min(PIECE_OF_TEXT, secret.length());
        for (int at = from; at + size <= secret.length(); at += size) {
            addPiece(name, secret.substring(at, at + size).getBytes(UTF_8));
        }
    }

    void addWords(String name, String mnemonic) {
        String[] words = mnemonic.split("[ \u3000]");
        for (int i = 0; i + WORDS <= words.length; i++) {
            List<String> three = Arrays.asList(words).subList(i, i + WORDS);
            addPiece(name, String.join(" ", three).getBytes(UTF_8));
            addPiece(name, String.join("\u3000", three).getBytes(UTF_8));
        }
    }

    private void addPiece(String name, byte[] piece) {
        needles.put(new String(piece, ISO_8859_1), name + " as it is");
        needles.put(HexFormat.of().formatHex(piece), name + " in hex");
        needles.put(HexFormat.of().withUpperCase().formatHex(piece), name + " in hex");
        for (int before = 0; before < 3; before++) {
            addBase64(name, piece, before, Base64.getEncoder());
            addBase64(name, piece, before, Base64.getUrlEncoder());
        }
    }

    /** The characters that depend on the piece alone, when so many bytes stand before it. */
    private void addBase64(String name, byte[] piece, int before, Base64.Encoder encoder) {
        byte[] shifted = new byte[before + piece.length];
        System.arraycopy(piece, 0, shifted, before, piece.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int from = (before * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        needles.put(text.substring(from, to), name + " in base64");
    }

    /** Names of the secrets that a text or file shows, with how; empty where it shows none. */
    List<String> in(byte[] said) {
        String text = new String(said, ISO_8859_1);
        return needles.entrySet().stream()
                .filter(needle -> text.contains(needle.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .sorted()
                .toList();
    }
}
