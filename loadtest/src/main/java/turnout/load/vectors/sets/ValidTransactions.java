package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.CoreScript;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.script.v1.ScriptFlag;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.SpentOutput;
import turnout.script.v1.VerifyInputRequest;
import turnout.script.v1.VerifyInputResponse;
import turnout.script.v1.VerifyTransactionRequest;
import turnout.script.v1.VerifyTransactionResponse;

/** Transactions that Core accepts under all flags but those named: each whole, and input by input. */
final class ValidTransactions {

    private ValidTransactions() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode rows = corpus.json("core/tx_valid.json");
        return IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).size() == 3)
                .boxed()
                .flatMap(row -> rowCases(row, rows.get(row)));
    }

    private static Stream<VectorCase> rowCases(int number, JsonNode row) {
        RawTransaction transaction = read(row.get(1).stringValue());
        List<SpentOutput> prevouts = prevouts(row.get(0), transaction);
        List<ScriptFlag> flags = flags(row.get(2).stringValue());
        ByteString raw = CoreJson.bytes(row.get(1));
        VectorCase whole = VectorCase.of(
                "row " + number,
                ScriptServiceGrpc.getVerifyTransactionMethod(),
                VerifyTransactionRequest.newBuilder()
                        .setRawTransaction(raw)
                        .addAllPrevouts(transaction.isCoinbase() ? List.of() : prevouts)
                        .addAllFlags(flags)
                        // Prevouts have no amount in this set, or one that does not pay for the outputs.
                        .setAmountsUnknown(true)
                        .build(),
                Expectation.reply(
                        VerifyTransactionResponse.parser(), (reply, check) -> check.that("valid", reply.getValid())));
        return Stream.concat(
                Stream.of(whole),
                IntStream.range(0, prevouts.size())
                        .mapToObj(input -> VectorCase.of(
                                "row " + number + ", input " + input,
                                ScriptServiceGrpc.getVerifyInputMethod(),
                                VerifyInputRequest.newBuilder()
                                        .setRawTransaction(raw)
                                        .addAllPrevouts(prevouts)
                                        .setInputIndex(input)
                                        .addAllFlags(flags)
                                        .build(),
                                Expectation.reply(
                                        VerifyInputResponse.parser(),
                                        (reply, check) -> check.that("valid", reply.getValid())))));
    }

    /** All but those excluded, and what would bring one of them back. */
    private static List<ScriptFlag> flags(String excluded) {
        EnumSet<ScriptFlag> left = EnumSet.allOf(ScriptFlag.class);
        left.removeAll(List.of(ScriptFlag.UNRECOGNIZED, ScriptFlag.SCRIPT_FLAG_UNSPECIFIED));
        left.removeAll(CoreScript.flags(excluded));
        if (!left.contains(ScriptFlag.SCRIPT_FLAG_P2SH)) {
            left.remove(ScriptFlag.SCRIPT_FLAG_WITNESS);
        }
        if (!left.contains(ScriptFlag.SCRIPT_FLAG_WITNESS)) {
            left.remove(ScriptFlag.SCRIPT_FLAG_CLEANSTACK);
        }
        return List.copyOf(left);
    }

    private static List<SpentOutput> prevouts(JsonNode listed, RawTransaction transaction) {
        Map<String, SpentOutput> known = new HashMap<>();
        for (JsonNode prevout : listed) {
            SpentOutput.Builder spent = SpentOutput.newBuilder()
                    .setScriptPubKey(CoreScript.parse(prevout.get(2).stringValue()));
            if (prevout.size() > 3) {
                spent.setValue(prevout.get(3).longValue());
            }
            known.put(prevout.get(0).stringValue() + ":" + prevout.get(1).intValue(), spent.build());
        }
        return transaction.inputs().stream()
                .map(ValidTransactions::outpoint)
                .map(known::get)
                .toList();
    }

    private static String outpoint(RawInput input) {
        return Hashes.toReversedHex(input.previousTxid()) + ":" + input.vout();
    }

    private static RawTransaction read(String hex) {
        try {
            return TransactionReader.readWhole(Slice.ofHex(hex));
        } catch (Malformed e) {
            throw new IllegalArgumentException("not a transaction: " + hex, e);
        }
    }
}
