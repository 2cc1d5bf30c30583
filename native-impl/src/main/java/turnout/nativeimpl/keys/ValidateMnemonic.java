package turnout.nativeimpl.keys;

import java.nio.charset.StandardCharsets;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.keys.v1.Language;
import turnout.keys.v1.MnemonicProblem;
import turnout.keys.v1.UnknownWord;
import turnout.keys.v1.ValidateMnemonicRequest;
import turnout.keys.v1.ValidateMnemonicResponse;
import turnout.nativeimpl.refusal.Refusal;

/** BIP39: whether a sentence is one, in which language, and which words are wrong. */
final class ValidateMnemonic {

    private ValidateMnemonic() {}

    static ValidateMnemonicResponse answer(ValidateMnemonicRequest request) throws Refusal {
        String mnemonic = request.getMnemonic();
        if (mnemonic.isEmpty()) {
            throw Refusal.required("mnemonic");
        }
        if (mnemonic.getBytes(StandardCharsets.UTF_8).length > MnemonicCheck.MAX_BYTES) {
            throw Refusal.at(
                    "mnemonic", Reason.LIMIT_EXCEEDED, "mnemonic: more than " + MnemonicCheck.MAX_BYTES + " bytes");
        }
        if (request.getLanguage() == Language.UNRECOGNIZED) {
            throw Refusal.unknownValue("language", request.getLanguageValue());
        }
        List<String> words = MnemonicWords.split(mnemonic);
        return response(words, MnemonicCheck.list(request.getLanguage(), words));
    }

    private static ValidateMnemonicResponse response(List<String> words, WordList list) {
        MnemonicProblem problem = MnemonicCheck.problem(words, list);
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
}
