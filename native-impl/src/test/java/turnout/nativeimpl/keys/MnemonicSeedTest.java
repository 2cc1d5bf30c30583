package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.errors.v1.Reason;
import turnout.keys.v1.GenerateMnemonicRequest;
import turnout.keys.v1.Language;
import turnout.keys.v1.MnemonicToSeedRequest;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;

class MnemonicSeedTest {

    private static final String GOOD = "abandon ".repeat(11) + "about";

    @Test
    void generatesEveryMnemonicAndItsSeed() throws Refusal {
        int count = 0;
        for (var language : Vectors.json("mnemonic/vectors.json").properties()) {
            Language value = Language.valueOf("LANGUAGE_" + language.getKey().toUpperCase(Locale.ROOT));
            for (JsonNode vector : language.getValue()) {
                String mnemonic = GenerateMnemonic.answer(GenerateMnemonicRequest.newBuilder()
                                .setEntropy(ByteString.fromHex(vector.get(0).stringValue()))
                                .setLanguage(value)
                                .build())
                        .getMnemonic();
                var seed = MnemonicToSeed.answer(MnemonicToSeedRequest.newBuilder()
                        .setMnemonic(mnemonic)
                        .setPassphrase("TREZOR")
                        .setLanguage(value)
                        .build());

                assertThat(mnemonic).isEqualTo(vector.get(1).stringValue());
                assertThat(CoreJson.hex(seed.getSeed())).isEqualTo(vector.get(2).stringValue());
                assertThat(seed.getLanguage()).isEqualTo(value);
                count++;
            }
        }
        assertThat(count).isEqualTo(288);
    }

    @Test
    void normalisesThePassphraseAndHashesNoBlanksBetweenWords() throws Refusal {
        ByteString composed = seed(GOOD, "\u00e4");

        assertThat(seed(GOOD.replace(" ", " \n "), "a\u0308")).isEqualTo(composed);
        assertThat(seed(GOOD, "")).isNotEqualTo(composed);
    }

    /** U+1CCD6 is an outlined A since Unicode 16.0, and U+0897 a mark that would move: Python 3.11 knows neither. */
    @Test
    void charactersOfLaterUnicodeStayAsTheyAre() throws Refusal {
        assertThat(Nfkd.of("\uD833\uDCD6\u00e4")).isEqualTo("\uD833\uDCD6a\u0308");
        assertThat(Nfkd.of("a\u0897\u0316")).isEqualTo("a\u0897\u0316");
        assertThat(seed(GOOD, "\uD833\uDCD6")).isNotEqualTo(seed(GOOD, "A"));
    }

    @Test
    void givesNoSeedForWhatIsNoMnemonic() {
        assertThat(refused(MnemonicToSeedRequest.newBuilder()))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "mnemonic"));
        assertThat(refused(MnemonicToSeedRequest.newBuilder().setMnemonic("a".repeat(1025))))
                .isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "mnemonic"));
        assertThat(refused(MnemonicToSeedRequest.newBuilder()
                        .setMnemonic("abandon ".repeat(12))
                        .setLanguageValue(13)))
                .isEqualTo(new Refused(Reason.MNEMONIC_INVALID, "mnemonic"));
        assertThat(refused(
                        MnemonicToSeedRequest.newBuilder().setMnemonic(GOOD).setLanguage(Language.LANGUAGE_JAPANESE)))
                .isEqualTo(new Refused(Reason.MNEMONIC_INVALID, "mnemonic"));
        assertThat(refused(MnemonicToSeedRequest.newBuilder()
                        .setMnemonic(GOOD)
                        .setPassphrase("a".repeat(1025))
                        .setLanguageValue(13)))
                .isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "passphrase"));
        assertThat(refused(MnemonicToSeedRequest.newBuilder().setMnemonic(GOOD).setLanguageValue(13)))
                .isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "language"));
    }

    @Test
    void generatesOfFiveSizesOnly() {
        assertThat(refused(0, 1)).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "entropy"));
        assertThat(refused(17, 1)).isEqualTo(new Refused(Reason.ENTROPY_INVALID, "entropy"));
        assertThat(refused(36, 1)).isEqualTo(new Refused(Reason.ENTROPY_INVALID, "entropy"));
        assertThat(refused(16, 0)).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "language"));
        assertThat(refused(16, 13)).isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "language"));
    }

    private static ByteString seed(String mnemonic, String passphrase) throws Refusal {
        return MnemonicToSeed.answer(MnemonicToSeedRequest.newBuilder()
                        .setMnemonic(mnemonic)
                        .setPassphrase(passphrase)
                        .build())
                .getSeed();
    }

    private static Refused refused(MnemonicToSeedRequest.Builder request) {
        return Refused.by(() -> MnemonicToSeed.answer(request.build()));
    }

    private static Refused refused(int size, int language) {
        return Refused.by(() -> GenerateMnemonic.answer(GenerateMnemonicRequest.newBuilder()
                .setEntropy(ByteString.copyFrom(new byte[size]))
                .setLanguageValue(language)
                .build()));
    }
}
