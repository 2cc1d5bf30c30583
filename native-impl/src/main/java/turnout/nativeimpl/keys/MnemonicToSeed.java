package turnout.nativeimpl.keys;

import java.nio.charset.StandardCharsets;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.keys.v1.Language;
import turnout.keys.v1.MnemonicProblem;
import turnout.keys.v1.MnemonicToSeedRequest;
import turnout.keys.v1.MnemonicToSeedResponse;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;

/** BIP39: the seed of a valid sentence. */
final class MnemonicToSeed {

    private static final int MAX_PASSPHRASE_BYTES = 1024;
    private static final int ROUNDS = 2048;

    private MnemonicToSeed() {}

    static MnemonicToSeedResponse answer(MnemonicToSeedRequest request) throws Refusal {
        if (request.getMnemonic().isEmpty()) {
            throw Refusal.required("mnemonic");
        }
        limit("mnemonic", request.getMnemonic(), MnemonicCheck.MAX_BYTES);
        List<String> words = MnemonicWords.split(request.getMnemonic());
        boolean named = request.getLanguage() != Language.UNRECOGNIZED;
        WordList list = MnemonicCheck.list(named ? request.getLanguage() : Language.LANGUAGE_UNSPECIFIED, words);
        if (MnemonicCheck.problem(words, list) != MnemonicProblem.MNEMONIC_PROBLEM_UNSPECIFIED) {
            throw Refusal.at("mnemonic", Reason.MNEMONIC_INVALID, "mnemonic: not valid, ValidateMnemonic says why");
        }
        limit("passphrase", request.getPassphrase(), MAX_PASSPHRASE_BYTES);
        if (!named) {
            throw Refusal.unknownValue("language", request.getLanguageValue());
        }
        String salt = "mnemonic" + Nfkd.of(request.getPassphrase());
        byte[] seed = Pbkdf2.sha512(utf8(String.join(" ", words)), utf8(salt), ROUNDS);
        return MnemonicToSeedResponse.newBuilder()
                .setSeed(Slices.own(seed))
                .setLanguage(list.language())
                .build();
    }

    private static void limit(String field, String text, int most) throws Refusal {
        if (utf8(text).length > most) {
            throw Refusal.at(field, Reason.LIMIT_EXCEEDED, field + ": more than " + most + " bytes");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
