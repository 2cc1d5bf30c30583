package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.CoreScript;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.taproot.OutputKey;
import turnout.nativeimpl.taproot.TapHashes;
import turnout.nativeimpl.taproot.TapLeaf;
import turnout.script.v1.ScriptError;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.SpentOutput;
import turnout.script.v1.VerifyInputRequest;
import turnout.script.v1.VerifyInputResponse;

/** Core's scripts with the flags they run under and the name of what is wrong, in the transactions Core builds around them. */
final class ScriptTests {

    // What Core's harness commits to in rows with #TAPROOTOUTPUT#.
    private static final Slice INTERNAL_KEY =
            Slice.ofHex("50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0");

    private static final Slice EMPTY = Slice.of(new byte[0]);

    private ScriptTests() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode rows = corpus.json("core/script_tests.json");
        return IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).size() >= 4)
                .mapToObj(row -> testCase(row, rows.get(row)));
    }

    private static VectorCase testCase(int number, JsonNode row) {
        int first = row.get(0).isArray() ? 1 : 0;
        Spend spend = first == 1 ? spend(row.get(0)) : new Spend(List.of(), 0, EMPTY);
        String pubKeyText = row.get(first + 1).stringValue();
        ByteString scriptPubKey = pubKeyText.contains("#TAPROOTOUTPUT#")
                ? CoreJson.bytes("5120" + spend.outputKey.toHex())
                : CoreScript.parse(pubKeyText);
        Slice scriptSig =
                Slice.of(CoreScript.parse(row.get(first).stringValue()).toByteArray());
        RawOutput credited = new RawOutput(spend.amount, Slice.of(scriptPubKey.toByteArray()));
        String expected = row.get(first + 3).stringValue();
        return VectorCase.of(
                "row " + number,
                ScriptServiceGrpc.getVerifyInputMethod(),
                VerifyInputRequest.newBuilder()
                        .setRawTransaction(ByteString.copyFrom(spending(credited, scriptSig, spend)))
                        .addPrevouts(
                                SpentOutput.newBuilder().setValue(spend.amount).setScriptPubKey(scriptPubKey))
                        .addAllFlags(CoreScript.flags(row.get(first + 2).stringValue()))
                        .build(),
                Expectation.reply(
                        VerifyInputResponse.parser(),
                        (reply, check) -> check.same("error", error(expected), reply.getError())
                                .same("valid", expected.equals("OK"), reply.getValid())));
    }

    /** The vectors call one error by the name of its flag. */
    private static ScriptError error(String name) {
        return switch (name) {
            case "OK" -> ScriptError.SCRIPT_ERROR_UNSPECIFIED;
            case "NULLFAIL" -> ScriptError.SCRIPT_ERROR_SIG_NULLFAIL;
            default -> ScriptError.valueOf("SCRIPT_ERROR_" + name);
        };
    }

    private record Spend(List<Slice> witness, long amount, Slice outputKey) {}

    private static Spend spend(JsonNode items) {
        List<Slice> witness = new ArrayList<>();
        Slice script = EMPTY;
        Slice outputKey = EMPTY;
        int last = items.size() - 1;
        for (int i = 0; i < last; i++) {
            String item = items.get(i).stringValue();
            if (item.startsWith("#SCRIPT#")) {
                script = Slice.of(
                        CoreScript.parse(item.substring("#SCRIPT#".length())).toByteArray());
                witness.add(script);
            } else if (item.equals("#CONTROLBLOCK#")) {
                Slice root = Slice.of(TapHashes.leaf(TapLeaf.TAPSCRIPT, script));
                OutputKey key = Objects.requireNonNull(OutputKey.of(INTERNAL_KEY, root));
                outputKey = key.x();
                witness.add(new ByteWriter(33)
                        .write(TapLeaf.TAPSCRIPT | (key.oddY() ? 1 : 0))
                        .write(INTERNAL_KEY)
                        .toSlice());
            } else {
                witness.add(Slice.ofHex(item));
            }
        }
        return new Spend(witness, CoreJson.satoshis(items.get(last)), outputKey);
    }

    private static byte[] spending(RawOutput credited, Slice scriptSig, Spend spend) {
        byte[] crediting = new ByteWriter(100)
                .writeInt(1)
                .write(1)
                .write(new byte[32])
                .writeInt(-1)
                .write(new byte[] {2, 0, 0})
                .writeInt(-1)
                .write(1)
                .writeOutput(credited)
                .writeInt(0)
                .toByteArray();
        ByteWriter out = new ByteWriter(200).writeInt(1);
        if (!spend.witness.isEmpty()) {
            out.write(0).write(1);
        }
        out.write(1).write(Hashes.doubleSha256(crediting)).writeInt(0).writeSized(scriptSig);
        out.writeInt(-1).write(1).writeOutput(new RawOutput(spend.amount, EMPTY));
        if (!spend.witness.isEmpty()) {
            out.writeCompactSize(spend.witness.size());
            spend.witness.forEach(out::writeSized);
        }
        return out.writeInt(0).toByteArray();
    }
}
