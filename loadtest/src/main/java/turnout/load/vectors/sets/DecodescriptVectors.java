package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Stream;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.DecodeScriptResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** Pairs of a script and what decodescript says of it, wrapped forms not listed. */
final class DecodescriptVectors {

    private DecodescriptVectors() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("core/rpc_decodescript.json")
                .valueStream()
                .map(pair -> VectorCase.of(
                        pair.get(0).stringValue(),
                        ScriptServiceGrpc.getDecodeScriptMethod(),
                        RecordedScripts.request(pair.get(0).stringValue()),
                        Expectation.reply(
                                DecodeScriptResponse.parser(),
                                (reply, check) ->
                                        CoreJson.checkScript("script", pair.get(1), reply.getScriptPubKey(), check))));
    }
}
