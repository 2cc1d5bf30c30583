package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.load.vectors.CorePsbt;
import turnout.load.vectors.CorePsbtAnalysis;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.AnalyzePsbtRequest;
import turnout.script.v1.AnalyzePsbtResponse;
import turnout.script.v1.DecodePsbtResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** What a regtest node's decodepsbt and analyzepsbt say. */
final class RecordedPsbts {

    private RecordedPsbts() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode recorded = corpus.json("recorded/decodepsbt.json");
        return IntStream.range(0, recorded.size()).boxed().flatMap(i -> cases(i, recorded.get(i)));
    }

    private static Stream<VectorCase> cases(int index, JsonNode vector) {
        String psbt = vector.get("psbt").stringValue();
        JsonNode decoded = vector.get("out").path("result");
        if (!decoded.isObject()) {
            return Stream.of(PsbtRoles.refused("refused " + index, psbt));
        }
        return Stream.of(
                PsbtRoles.decoded("decoded " + index, psbt, decoded(decoded)),
                analyzed("analysed " + index, psbt, vector.get("analyze").get("result")));
    }

    static Expectation decoded(JsonNode expected) {
        return Expectation.reply(DecodePsbtResponse.parser(), (reply, check) -> CorePsbt.check(expected, reply, check));
    }

    static VectorCase analyzed(String name, String psbt, JsonNode expected) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getAnalyzePsbtMethod(),
                AnalyzePsbtRequest.newBuilder().setPsbt(PsbtRoles.bytes(psbt)).build(),
                Expectation.reply(
                        AnalyzePsbtResponse.parser(),
                        (reply, check) -> CorePsbtAnalysis.check(expected, reply, check)));
    }
}
