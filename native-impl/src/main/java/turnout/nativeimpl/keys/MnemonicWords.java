package turnout.nativeimpl.keys;

import java.util.ArrayList;
import java.util.List;

/** Splits a sentence into words: by Unicode's White_Space, each word in NFKD afterwards. */
final class MnemonicWords {

    private MnemonicWords() {}

    static List<String> split(String sentence) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= sentence.length(); i++) {
            if (i == sentence.length() || isWhiteSpace(sentence.charAt(i))) {
                if (i > from) {
                    words.add(Nfkd.of(sentence.substring(from, i)));
                }
                from = i + 1;
            }
        }
        return words;
    }

    /** The property White_Space, which none of Java's own predicates is; all of it lies in the BMP. */
    private static boolean isWhiteSpace(char character) {
        return (character >= '\t' && character <= '\r')
                || (character >= '\u2000' && character <= '\u200a')
                || switch (character) {
                    case ' ', '\u0085', '\u00a0', '\u1680', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000' -> true;
                    default -> false;
                };
    }
}
