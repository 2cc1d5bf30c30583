package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.DeriveKeyResponse;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.ParseExtendedKeyRequest;
import turnout.keys.v1.ParseExtendedKeyResponse;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/** BIP32: every chain derived from its seed, every key parsed, the invalid ones refused. */
final class Bip32Keys {

    private Bip32Keys() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode vectors = corpus.json("bips/bip32.json");
        Stream<VectorCase> valid = vectors.get("valid")
                .valueStream()
                .flatMap(vector -> vector.get("chains")
                        .valueStream()
                        .flatMap(chain -> chain(vector.get("seed").stringValue(), chain)));
        Stream<VectorCase> invalid = vectors.get("invalid").valueStream().flatMap(vector -> invalid(vector));
        return Stream.concat(valid, invalid);
    }

    private static Stream<VectorCase> chain(String seed, JsonNode chain) {
        String xprv = chain.get("xprv").stringValue();
        String xpub = chain.get("xpub").stringValue();
        String path = chain.get("path").stringValue();
        return Stream.of(
                VectorCase.of(
                        seed + " " + path,
                        KeysServiceGrpc.getDeriveKeyMethod(),
                        DeriveKeyRequest.newBuilder()
                                .setSeed(CoreJson.bytes(seed))
                                .setPath(path)
                                .setNetwork(Network.NETWORK_MAINNET)
                                .build(),
                        Expectation.reply(
                                DeriveKeyResponse.parser(),
                                (reply, check) -> check.same("xprv", xprv, reply.getExtendedPrivateKey())
                                        .same("xpub", xpub, reply.getExtendedPublicKey()))),
                parsed(seed + " " + path + " xprv", xprv, xprv, xpub),
                parsed(seed + " " + path + " xpub", xpub, "", xpub));
    }

    private static VectorCase parsed(String name, String text, String xprv, String xpub) {
        return VectorCase.of(
                name,
                KeysServiceGrpc.getParseExtendedKeyMethod(),
                ParseExtendedKeyRequest.newBuilder().setExtendedKey(text).build(),
                Expectation.reply(
                        ParseExtendedKeyResponse.parser(),
                        (reply, check) -> check.same("xprv", xprv, reply.getExtendedPrivateKey())
                                .same("xpub", xpub, reply.getExtendedPublicKey())));
    }

    private static Stream<VectorCase> invalid(JsonNode vector) {
        String text = vector.get("key").stringValue();
        return Stream.of(
                VectorCase.of(
                        text + " derived",
                        KeysServiceGrpc.getDeriveKeyMethod(),
                        DeriveKeyRequest.newBuilder().setExtendedKey(text).build(),
                        Expectation.refusedWith(Reason.EXTENDED_KEY_INVALID)),
                VectorCase.of(
                        text + " parsed",
                        KeysServiceGrpc.getParseExtendedKeyMethod(),
                        ParseExtendedKeyRequest.newBuilder()
                                .setExtendedKey(text)
                                .build(),
                        Expectation.refusedWith(Reason.EXTENDED_KEY_INVALID)));
    }
}
