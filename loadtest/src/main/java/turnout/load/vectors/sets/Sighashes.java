package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.ComputeSighashRequest;
import turnout.script.v1.ComputeSighashResponse;
import turnout.script.v1.LegacyInput;
import turnout.script.v1.ScriptServiceGrpc;

/** Core's legacy signature hashes of random transactions, under hash types of 32 bits. */
final class Sighashes {

    private Sighashes() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode rows = corpus.json("core/sighash.json");
        return IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).size() == 5)
                .mapToObj(row -> sighash(row, rows.get(row)));
    }

    private static VectorCase sighash(int number, JsonNode row) {
        return VectorCase.of(
                "row " + number,
                ScriptServiceGrpc.getComputeSighashMethod(),
                ComputeSighashRequest.newBuilder()
                        .setRawTransaction(CoreJson.bytes(row.get(0)))
                        .setLegacy(LegacyInput.newBuilder().setScriptCode(CoreJson.bytes(row.get(1))))
                        .setInputIndex(row.get(2).intValue())
                        .setHashType(row.get(3).intValue())
                        // Every second one with all that there is to say.
                        .setWithPreimage(number % 2 == 0)
                        .build(),
                Expectation.reply(
                        ComputeSighashResponse.parser(),
                        (reply, check) ->
                                check.sameHex("sighash", row.get(4).stringValue(), reversed(reply.getSighash()))));
    }

    private static ByteString reversed(ByteString hash) {
        byte[] bytes = new byte[hash.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = hash.byteAt(bytes.length - 1 - i);
        }
        return ByteString.copyFrom(bytes);
    }
}
