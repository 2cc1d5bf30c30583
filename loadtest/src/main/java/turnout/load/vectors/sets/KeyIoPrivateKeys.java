package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.ParsePrivateKeyRequest;
import turnout.keys.v1.ParsePrivateKeyResponse;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/** Private keys in wallet import format, each for its own network and refused for another. */
final class KeyIoPrivateKeys {

    private KeyIoPrivateKeys() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("core/key_io_valid.json")
                .valueStream()
                .filter(vector -> vector.get(2).get("isPrivkey").booleanValue())
                .flatMap(KeyIoPrivateKeys::cases);
    }

    private static Stream<VectorCase> cases(JsonNode vector) {
        String text = vector.get(0).stringValue();
        Network network = CoreJson.network(vector.get(2).get("chain").stringValue());
        Network other = network == Network.NETWORK_MAINNET ? Network.NETWORK_REGTEST : Network.NETWORK_MAINNET;
        boolean isCompressed = vector.get(2).get("isCompressed").booleanValue();
        Expectation expectation = Expectation.reply(
                ParsePrivateKeyResponse.parser(),
                (reply, check) -> check.sameHex("key", vector.get(1).stringValue(), reply.getPrivateKey())
                        .same("compressed", isCompressed, reply.getIsCompressed()));
        return Stream.of(
                asked(text, text, network, expectation),
                asked(text + " elsewhere", text, other, Expectation.refusedWith(Reason.NETWORK_MISMATCH)));
    }

    private static VectorCase asked(String name, String text, Network network, Expectation expectation) {
        return VectorCase.of(
                name,
                KeysServiceGrpc.getParsePrivateKeyMethod(),
                ParsePrivateKeyRequest.newBuilder()
                        .setNetwork(network)
                        .setPrivateKey(text)
                        .build(),
                expectation);
    }
}
