package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitcoinj.crypto.MnemonicCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.errors.v1.Reason;
import turnout.keys.v1.Language;
import turnout.keys.v1.MnemonicProblem;
import turnout.keys.v1.UnknownWord;
import turnout.keys.v1.ValidateMnemonicRequest;
import turnout.keys.v1.ValidateMnemonicResponse;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;

class ValidateMnemonicTest {

    private static final String ABOUT = "abandon ".repeat(11) + "about";

    @Test
    void acceptsEveryVectorOfTwelveLanguages() throws Refusal {
        JsonNode vectors = Vectors.json("mnemonic/vectors.json");

        assertThat(vectors.size()).isEqualTo(12);
        for (Map.Entry<String, JsonNode> language : vectors.properties()) {
            Language expected = Language.valueOf("LANGUAGE_" + language.getKey().toUpperCase(Locale.ROOT));
            for (JsonNode vector : language.getValue()) {
                String sentence = vector.get(1).stringValue();
                ValidateMnemonicResponse named = validate(sentence, expected);
                ValidateMnemonicResponse detected = validate(sentence, Language.LANGUAGE_UNSPECIFIED);

                assertThat(named.getValid()).as(sentence).isTrue();
                assertThat(named.getLanguage()).isEqualTo(expected);
                assertThat(detected.getValid()).as(sentence).isTrue();
            }
        }
    }

    @Test
    void hasBitcoinjsEnglishWords() {
        WordList english = WordLists.of(Language.LANGUAGE_ENGLISH);
        List<String> words = MnemonicCode.INSTANCE.getWordList();

        for (int i = 0; i < words.size(); i++) {
            assertThat(english.indexOf(words.get(i))).isEqualTo(i);
        }
    }

    @Test
    void takesEveryNormalFormAndEveryBlank() throws Refusal {
        JsonNode vector = Vectors.json("mnemonic/vectors.json").get("spanish").get(1);
        String composed = Normalizer.normalize(vector.get(1).stringValue(), Normalizer.Form.NFC);

        assertThat(validate("\u3000" + composed.replace(' ', '\u2003') + "\n", Language.LANGUAGE_UNSPECIFIED)
                        .getLanguage())
                .isEqualTo(Language.LANGUAGE_SPANISH);
        assertThat(validate(ABOUT.replace(' ', '\u00a0'), Language.LANGUAGE_ENGLISH)
                        .getValid())
                .isTrue();
        // U+200B is no white space.
        assertThat(validate(ABOUT.replace(' ', '\u200b'), Language.LANGUAGE_ENGLISH)
                        .getWordCount())
                .isEqualTo(1);
    }

    @Test
    void namesAWrongWordByItsPlaceAndSuggestsWordsWithinOneEdit() throws Refusal {
        ValidateMnemonicResponse answer = validate(
                ABOUT.replace("about", "abuot").replaceFirst("abandon", "bandon"), Language.LANGUAGE_UNSPECIFIED);

        assertThat(answer.getProblem()).isEqualTo(MnemonicProblem.MNEMONIC_PROBLEM_UNKNOWN_WORD);
        assertThat(answer.getUnknownWordsList())
                .containsExactly(
                        UnknownWord.newBuilder()
                                .setPosition(1)
                                .addSuggestions("abandon")
                                .build(),
                        UnknownWord.newBuilder()
                                .setPosition(12)
                                .addSuggestions("about")
                                .build());
    }

    @Test
    void givesSuggestionsInTheOrderOfTheList() throws Refusal {
        ValidateMnemonicResponse answer = validate("cate", Language.LANGUAGE_ENGLISH);

        assertThat(answer.getProblem()).isEqualTo(MnemonicProblem.MNEMONIC_PROBLEM_WORD_COUNT);
        assertThat(answer.getUnknownWords(0).getSuggestionsList())
                .containsExactly("cage", "cake", "case", "cat", "cave", "cute", "gate", "rate");
    }

    @Test
    void keepsTheCase() throws Refusal {
        assertThat(validate(ABOUT.replace("about", "About"), Language.LANGUAGE_ENGLISH)
                        .getProblem())
                .isEqualTo(MnemonicProblem.MNEMONIC_PROBLEM_UNKNOWN_WORD);
    }

    @Test
    void findsAWrongChecksum() throws Refusal {
        ValidateMnemonicResponse answer = validate("abandon ".repeat(12), Language.LANGUAGE_UNSPECIFIED);

        assertThat(answer.getProblem()).isEqualTo(MnemonicProblem.MNEMONIC_PROBLEM_CHECKSUM);
        assertThat(answer.getLanguage()).isEqualTo(Language.LANGUAGE_ENGLISH);
        assertThat(answer.getUnknownWordsCount()).isZero();
    }

    @Test
    void countsNoWordsInBlanks() throws Refusal {
        ValidateMnemonicResponse answer = validate(" ", Language.LANGUAGE_UNSPECIFIED);

        assertThat(answer)
                .isEqualTo(ValidateMnemonicResponse.newBuilder()
                        .setProblem(MnemonicProblem.MNEMONIC_PROBLEM_WORD_COUNT)
                        .setLanguage(Language.LANGUAGE_ENGLISH)
                        .build());
    }

    @Test
    void reportsTheFirstBadFieldInFieldOrder() {
        assertThat(Refused.by(() -> validate("", Language.LANGUAGE_UNSPECIFIED)))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "mnemonic"));
        assertThat(Refused.by(() -> ValidateMnemonic.answer(ValidateMnemonicRequest.newBuilder()
                        .setMnemonic("a".repeat(1025))
                        .setLanguageValue(13)
                        .build())))
                .isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "mnemonic"));
        assertThat(Refused.by(() -> ValidateMnemonic.answer(ValidateMnemonicRequest.newBuilder()
                        .setMnemonic("a".repeat(1024))
                        .setLanguageValue(13)
                        .build())))
                .isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "language"));
    }

    private static ValidateMnemonicResponse validate(String mnemonic, Language language) throws Refusal {
        return ValidateMnemonic.answer(ValidateMnemonicRequest.newBuilder()
                .setMnemonic(mnemonic)
                .setLanguage(language)
                .build());
    }
}
