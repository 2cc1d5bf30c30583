package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.Check;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeScriptResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** What a regtest node's decodescript says. */
final class RecordedScripts {

    private RecordedScripts() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("recorded/decodescript.json").valueStream().map(vector -> {
            String hex = vector.get("hex").stringValue();
            JsonNode expected = vector.get("out").get("result");
            return VectorCase.of(
                    hex.isEmpty() ? "empty" : hex,
                    ScriptServiceGrpc.getDecodeScriptMethod(),
                    request(hex),
                    Expectation.reply(DecodeScriptResponse.parser(), (reply, check) -> check(expected, reply, check)));
        });
    }

    static DecodeScriptRequest request(String hex) {
        return DecodeScriptRequest.newBuilder()
                .setScript(CoreJson.bytes(hex))
                .setNetwork(Network.NETWORK_REGTEST)
                .build();
    }

    private static void check(JsonNode expected, DecodeScriptResponse reply, Check check) {
        CoreJson.checkScript("script", expected, reply.getScriptPubKey(), check);
        check.same("p2sh", expected.path("p2sh").stringValue(""), reply.getP2Sh());
        check.same("segwit", expected.has("segwit"), reply.hasSegwit());
        if (expected.has("segwit")) {
            JsonNode segwit = expected.get("segwit");
            CoreJson.checkScript("segwit", segwit, reply.getSegwit().getScriptPubKey(), check);
            check.same(
                    "segwit.p2sh-segwit",
                    segwit.path("p2sh-segwit").stringValue(""),
                    reply.getSegwit().getP2ShSegwit());
        }
    }
}
