package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.keys.v1.ComputeTaprootKeyRequest;
import turnout.keys.v1.ComputeTaprootKeyResponse;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/** BIP341's output keys, from internal keys and from their private keys. */
final class Bip341Keys {

    private Bip341Keys() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode vectors = corpus.json("bips/bip341_wallet.json");
        return Stream.concat(
                vectors.get("scriptPubKey").valueStream().map(Bip341Keys::output),
                vectors.get("keyPathSpending")
                        .get(0)
                        .get("inputSpending")
                        .valueStream()
                        .map(Bip341Keys::tweaked));
    }

    private static VectorCase output(JsonNode vector) {
        JsonNode between = vector.get("intermediary");
        return VectorCase.of(
                vector.get("given").get("internalPubkey").stringValue(),
                KeysServiceGrpc.getComputeTaprootKeyMethod(),
                ComputeTaprootKeyRequest.newBuilder()
                        .setXOnlyPublicKey(bytes(vector.get("given").get("internalPubkey")))
                        .setMerkleRoot(bytes(between.get("merkleRoot")))
                        .build(),
                Expectation.reply(
                        ComputeTaprootKeyResponse.parser(),
                        (reply, check) -> check.same("tweak", bytes(between.get("tweak")), reply.getTweak())
                                .same("key", bytes(between.get("tweakedPubkey")), reply.getOutputKey())
                                .same(
                                        "script",
                                        bytes(vector.get("expected").get("scriptPubKey")),
                                        reply.getScriptPubKey())));
    }

    private static VectorCase tweaked(JsonNode vector) {
        JsonNode given = vector.get("given");
        ByteString expected = bytes(vector.get("intermediary").get("tweakedPrivkey"));
        return VectorCase.of(
                "private, input " + given.get("txinIndex").intValue(),
                KeysServiceGrpc.getComputeTaprootKeyMethod(),
                ComputeTaprootKeyRequest.newBuilder()
                        .setPrivateKey(bytes(given.get("internalPrivkey")))
                        .setMerkleRoot(bytes(given.get("merkleRoot")))
                        .build(),
                Expectation.reply(
                        ComputeTaprootKeyResponse.parser(),
                        (reply, check) -> check.same("private key", expected, reply.getOutputPrivateKey())));
    }

    private static ByteString bytes(JsonNode hex) {
        return hex.isNull() ? ByteString.EMPTY : CoreJson.bytes(hex);
    }
}
