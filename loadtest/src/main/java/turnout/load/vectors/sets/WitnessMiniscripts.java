package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeScriptResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** Scripts and the sane miniscript that each is, empty where it is none: what decodescript infers behind wsh(). */
final class WitnessMiniscripts {

    private WitnessMiniscripts() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("own/miniscript.json").valueStream().map(WitnessMiniscripts::vector);
    }

    private static VectorCase vector(JsonNode vector) {
        String miniscript = vector.get("miniscript").stringValue();
        return VectorCase.of(
                vector.get("name").stringValue(),
                ScriptServiceGrpc.getDecodeScriptMethod(),
                DecodeScriptRequest.newBuilder()
                        .setScript(CoreJson.bytes(vector.get("script")))
                        .setNetwork(Network.NETWORK_MAINNET)
                        .build(),
                Expectation.reply(DecodeScriptResponse.parser(), (reply, check) -> {
                    String descriptor = reply.getSegwit().getScriptPubKey().getOutputDescriptor();
                    check.same("miniscript", miniscript, inside(descriptor));
                }));
    }

    private static String inside(String descriptor) {
        return descriptor.startsWith("wsh(") ? descriptor.substring("wsh(".length(), descriptor.lastIndexOf(')')) : "";
    }
}
