package turnout.nativeimpl.keys;

import java.util.Comparator;
import java.util.List;
import turnout.keys.v1.Language;
import turnout.keys.v1.MnemonicProblem;

/** BIP39's rules for a sentence: what is wrong with it, and in which language it is. */
final class MnemonicCheck {

    /** Bytes of a sentence: more than 24 of the longest words need in any language. */
    static final int MAX_BYTES = 1024;

    private MnemonicCheck() {}

    /** The list of a language; where none is named, the first that the words are valid in, else that knows the most. */
    static WordList list(Language language, List<String> words) {
        if (language != Language.LANGUAGE_UNSPECIFIED) {
            return WordLists.of(language);
        }
        for (WordList list : WordLists.ALL) {
            if (problem(words, list) == MnemonicProblem.MNEMONIC_PROBLEM_UNSPECIFIED) {
                return list;
            }
        }
        // max keeps the first of equals.
        return WordLists.ALL.stream()
                .max(Comparator.comparingLong(list -> known(words, list)))
                .orElseThrow();
    }

    /** The first that is wrong in the order of the enum; unspecified for a valid sentence. */
    static MnemonicProblem problem(List<String> words, WordList list) {
        int count = words.size();
        if (count < 12 || count > 24 || count % 3 != 0) {
            return MnemonicProblem.MNEMONIC_PROBLEM_WORD_COUNT;
        }
        if (known(words, list) < count) {
            return MnemonicProblem.MNEMONIC_PROBLEM_UNKNOWN_WORD;
        }
        return MnemonicBits.hasGoodChecksum(
                        words.stream().mapToInt(list::indexOf).toArray())
                ? MnemonicProblem.MNEMONIC_PROBLEM_UNSPECIFIED
                : MnemonicProblem.MNEMONIC_PROBLEM_CHECKSUM;
    }

    private static long known(List<String> words, WordList list) {
        return words.stream().filter(word -> list.indexOf(word) >= 0).count();
    }
}
