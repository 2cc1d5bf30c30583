package turnout.nativeimpl.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.keys.v1.Language;
import turnout.keys.v1.MnemonicProblem;
import turnout.keys.v1.UnknownWord;
import turnout.keys.v1.ValidateMnemonicRequest;
import turnout.keys.v1.ValidateMnemonicResponse;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.refusal.Refusal;

/** BIP39: whether a sentence is one, in which language, and which words are wrong. */
final class ValidateMnemonic {

    private static final int MAX_BYTES = 1024;
    private static final int BITS_PER_WORD = 11;

    private ValidateMnemonic() {}

    static ValidateMnemonicResponse answer(ValidateMnemonicRequest request) throws Refusal {
        String mnemonic = request.getMnemonic();
        if (mnemonic.isEmpty()) {
            throw Refusal.required("mnemonic");
        }
        if (mnemonic.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw Refusal.at("mnemonic", Reason.LIMIT_EXCEEDED, "mnemonic: more than " + MAX_BYTES + " bytes");
        }
        if (request.getLanguage() == Language.UNRECOGNIZED) {
            throw Refusal.unknownValue("language", request.getLanguageValue());
        }
        List<String> words = MnemonicWords.split(mnemonic);
        WordList list = request.getLanguage() == Language.LANGUAGE_UNSPECIFIED
                ? detect(words)
                : WordLists.of(request.getLanguage());
        return response(words, list);
    }

    private static WordList detect(List<String> words) {
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

    private static long known(List<String> words, WordList list) {
        return words.stream().filter(word -> list.indexOf(word) >= 0).count();
    }

    private static ValidateMnemonicResponse response(List<String> words, WordList list) {
        MnemonicProblem problem = problem(words, list);
        ValidateMnemonicResponse.Builder response = ValidateMnemonicResponse.newBuilder()
                .setValid(problem == MnemonicProblem.MNEMONIC_PROBLEM_UNSPECIFIED)
                .setProblem(problem)
                .setLanguage(list.language())
                .setWordCount(words.size());
        for (int i = 0; i < words.size(); i++) {
            if (list.indexOf(words.get(i)) < 0) {
                response.addUnknownWords(
                        UnknownWord.newBuilder().setPosition(i + 1).addAllSuggestions(list.suggestions(words.get(i))));
            }
        }
        return response.build();
    }

    private static MnemonicProblem problem(List<String> words, WordList list) {
        int count = words.size();
        if (count < 12 || count > 24 || count % 3 != 0) {
            return MnemonicProblem.MNEMONIC_PROBLEM_WORD_COUNT;
        }
        if (known(words, list) < count) {
            return MnemonicProblem.MNEMONIC_PROBLEM_UNKNOWN_WORD;
        }
        return hasGoodChecksum(words, list)
                ? MnemonicProblem.MNEMONIC_PROBLEM_UNSPECIFIED
                : MnemonicProblem.MNEMONIC_PROBLEM_CHECKSUM;
    }

    /** The last bits, one for every 32 of entropy, are the first of the entropy's SHA-256. */
    private static boolean hasGoodChecksum(List<String> words, WordList list) {
        int checksumBits = words.size() * BITS_PER_WORD / 33;
        int entropyBytes = checksumBits * 4;
        byte[] bits = new byte[entropyBytes + 1];
        for (int i = 0; i < words.size(); i++) {
            int index = list.indexOf(words.get(i));
            for (int bit = 0; bit < BITS_PER_WORD; bit++) {
                if ((index >> (BITS_PER_WORD - 1 - bit) & 1) != 0) {
                    int at = i * BITS_PER_WORD + bit;
                    bits[at / 8] |= (byte) (0x80 >> at % 8);
                }
            }
        }
        int expected = Hashes.sha256(Arrays.copyOf(bits, entropyBytes))[0] & 0xff;
        int shift = 8 - checksumBits;
        return expected >> shift == (bits[entropyBytes] & 0xff) >> shift;
    }
}
