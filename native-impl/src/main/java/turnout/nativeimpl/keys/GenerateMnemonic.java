package turnout.nativeimpl.keys;

import java.util.Arrays;
import java.util.stream.Collectors;
import turnout.errors.v1.Reason;
import turnout.keys.v1.GenerateMnemonicRequest;
import turnout.keys.v1.GenerateMnemonicResponse;
import turnout.keys.v1.Language;
import turnout.nativeimpl.refusal.Refusal;

/** BIP39: entropy as a sentence. */
final class GenerateMnemonic {

    // BIP39 prints Japanese sentences with ideographic spaces; NFKD makes plain ones of them.
    private static final String JAPANESE_SPACE = "\u3000";

    private GenerateMnemonic() {}

    static GenerateMnemonicResponse answer(GenerateMnemonicRequest request) throws Refusal {
        int size = request.getEntropy().size();
        if (size == 0) {
            throw Refusal.required("entropy");
        }
        if (size < 16 || size > 32 || size % 4 != 0) {
            throw Refusal.at(
                    "entropy", Reason.ENTROPY_INVALID, "entropy: " + size + " bytes (expected: 16, 20, 24, 28 or 32)");
        }
        Language language = request.getLanguage();
        if (language == Language.LANGUAGE_UNSPECIFIED) {
            throw Refusal.required("language");
        }
        if (language == Language.UNRECOGNIZED) {
            throw Refusal.unknownValue("language", request.getLanguageValue());
        }
        WordList list = WordLists.of(language);
        String space = language == Language.LANGUAGE_JAPANESE ? JAPANESE_SPACE : " ";
        return GenerateMnemonicResponse.newBuilder()
                .setMnemonic(Arrays.stream(
                                MnemonicBits.ofEntropy(request.getEntropy().toByteArray()))
                        .mapToObj(list::word)
                        .collect(Collectors.joining(space)))
                .build();
    }
}
