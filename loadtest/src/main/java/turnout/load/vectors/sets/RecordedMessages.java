package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.SignMessageRequest;
import turnout.keys.v1.SignMessageResponse;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.VerifyMessageRequest;
import turnout.script.v1.VerifyMessageResponse;

/** Messages that a node signed: the same signature comes out, and verifies. */
final class RecordedMessages {

    private RecordedMessages() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("recorded/signmessage.json").valueStream().flatMap(RecordedMessages::cases);
    }

    private static Stream<VectorCase> cases(JsonNode vector) {
        String address = vector.get("address").stringValue();
        String message = vector.get("message").stringValue();
        String signature = vector.get("signature").stringValue();
        return Stream.of(
                VectorCase.of(
                        signature + " signed",
                        KeysServiceGrpc.getSignMessageMethod(),
                        SignMessageRequest.newBuilder()
                                .setNetwork(Network.NETWORK_REGTEST)
                                .addPrivateKeys(vector.get("wif").stringValue())
                                .setAddress(address)
                                .setMessage(message)
                                .build(),
                        Expectation.reply(
                                SignMessageResponse.parser(),
                                (reply, check) -> check.same("signature", signature, reply.getSignature()))),
                VectorCase.of(
                        signature + " verified",
                        ScriptServiceGrpc.getVerifyMessageMethod(),
                        VerifyMessageRequest.newBuilder()
                                .setNetwork(Network.NETWORK_REGTEST)
                                .setAddress(address)
                                .setMessage(message)
                                .setSignature(signature)
                                .build(),
                        Expectation.reply(
                                VerifyMessageResponse.parser(),
                                (reply, check) -> check.that("valid", reply.getValid()))));
    }
}
