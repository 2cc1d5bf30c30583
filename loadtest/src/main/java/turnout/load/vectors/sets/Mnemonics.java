package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.keys.v1.GenerateMnemonicRequest;
import turnout.keys.v1.GenerateMnemonicResponse;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.Language;
import turnout.keys.v1.MnemonicToSeedRequest;
import turnout.keys.v1.MnemonicToSeedResponse;
import turnout.keys.v1.ValidateMnemonicRequest;
import turnout.keys.v1.ValidateMnemonicResponse;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/** BIP39 in twelve languages: entropy to words, words to a seed, and each sentence recognised. */
final class Mnemonics {

    private Mnemonics() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("mnemonic/vectors.json").propertyStream().flatMap(language -> {
            Language value = Language.valueOf("LANGUAGE_" + language.getKey().toUpperCase(Locale.ROOT));
            return language.getValue().valueStream().flatMap(vector -> cases(value, vector));
        });
    }

    private static Stream<VectorCase> cases(Language language, JsonNode vector) {
        String name = language.name() + " " + vector.get(0).stringValue();
        String mnemonic = vector.get(1).stringValue();
        return Stream.of(
                VectorCase.of(
                        name + " generated",
                        KeysServiceGrpc.getGenerateMnemonicMethod(),
                        GenerateMnemonicRequest.newBuilder()
                                .setEntropy(CoreJson.bytes(vector.get(0)))
                                .setLanguage(language)
                                .build(),
                        Expectation.reply(GenerateMnemonicResponse.newBuilder()
                                .setMnemonic(mnemonic)
                                .build())),
                VectorCase.of(
                        name + " to seed",
                        KeysServiceGrpc.getMnemonicToSeedMethod(),
                        MnemonicToSeedRequest.newBuilder()
                                .setMnemonic(mnemonic)
                                .setPassphrase("TREZOR")
                                .setLanguage(language)
                                .build(),
                        Expectation.reply(MnemonicToSeedResponse.newBuilder()
                                .setSeed(CoreJson.bytes(vector.get(2)))
                                .setLanguage(language)
                                .build())),
                VectorCase.of(
                        name + " validated",
                        KeysServiceGrpc.getValidateMnemonicMethod(),
                        ValidateMnemonicRequest.newBuilder()
                                .setMnemonic(mnemonic)
                                .setLanguage(language)
                                .build(),
                        Expectation.reply(
                                ValidateMnemonicResponse.parser(),
                                (reply, check) -> check.that("valid", reply.getValid()))));
    }
}
