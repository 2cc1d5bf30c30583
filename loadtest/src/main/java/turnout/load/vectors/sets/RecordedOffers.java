package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.chain.v1.BroadcastTransactionRequest;
import turnout.chain.v1.BroadcastTransactionResponse;
import turnout.chain.v1.ChainServiceGrpc;
import turnout.chain.v1.EstimateFeeRequest;
import turnout.chain.v1.GetMempoolEntryRequest;
import turnout.chain.v1.TestTransactionRequest;
import turnout.chain.v1.TestTransactionResponse;
import turnout.errors.v1.Reason;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/**
 * Signed transactions that a regtest node would take: the first half is sent, the second only tested, so that the
 * answers do not depend on the order. Each is there twice, from PSBT v0 and v2.
 */
final class RecordedOffers {

    private static final int SENT = 6;
    // Later blocks of the recording spend what these spend.
    private static final int SPENT = 8;

    private RecordedOffers() {}

    static Stream<VectorCase> sent(Corpus corpus) throws IOException {
        List<JsonNode> flows = flows(corpus);
        return IntStream.range(0, SENT).mapToObj(i -> {
            JsonNode flow = flows.get(i);
            return VectorCase.of(
                    i + " sent",
                    ChainServiceGrpc.getBroadcastTransactionMethod(),
                    BroadcastTransactionRequest.newBuilder()
                            .setRawTransaction(raw(flow))
                            .build(),
                    Expectation.reply(
                            BroadcastTransactionResponse.parser(),
                            (reply, check) -> check.same("txid", txid(flow), reply.getTxid())));
        });
    }

    /** After {@link #sent}. */
    static Stream<VectorCase> tested(Corpus corpus) throws IOException {
        List<JsonNode> flows = flows(corpus);
        Stream<VectorCase> tested =
                IntStream.range(SPENT, flows.size()).mapToObj(i -> tested(i + " tested", flows.get(i)));
        Stream<VectorCase> waiting = IntStream.range(0, SENT)
                .mapToObj(i -> VectorCase.of(
                        i + " in the mempool",
                        ChainServiceGrpc.getGetMempoolEntryMethod(),
                        GetMempoolEntryRequest.newBuilder()
                                .setTxid(txid(flows.get(i)))
                                .build(),
                        Expectation.anyReply()));
        return Stream.concat(tested, waiting);
    }

    private static VectorCase tested(String name, JsonNode flow) {
        JsonNode accept = flow.get("accept").get(0);
        return VectorCase.of(
                name,
                ChainServiceGrpc.getTestTransactionMethod(),
                TestTransactionRequest.newBuilder().setRawTransaction(raw(flow)).build(),
                Expectation.reply(
                        TestTransactionResponse.parser(),
                        (reply, check) -> check.that("allowed", reply.getAllowed())
                                .same("txid", txid(flow), reply.getTxid())
                                .same("wtxid", accept.get("wtxid").stringValue(), reply.getWtxid())
                                .same("vsize", accept.get("vsize").intValue(), reply.getVsize())
                                .same(
                                        "fee",
                                        CoreJson.satoshis(accept.get("fees").get("base")),
                                        reply.getBaseFee())));
    }

    /** The node's estimates are of its own history; what it refuses, it refuses for its targets alone. */
    static Stream<VectorCase> estimates(Corpus corpus) throws IOException {
        return corpus.json("recorded/fees_mempool.json")
                .get("estimatesmartfee")
                .propertyStream()
                .map(entry -> {
                    int target = Integer.parseInt(entry.getKey());
                    return VectorCase.of(
                            entry.getKey() + " blocks",
                            ChainServiceGrpc.getEstimateFeeMethod(),
                            EstimateFeeRequest.newBuilder()
                                    .setConfTarget(target)
                                    .build(),
                            entry.getValue().has("result")
                                    ? Expectation.anyReply()
                                    : Expectation.refusedWith(
                                            target == 0 ? Reason.FIELD_REQUIRED : Reason.CONFIRMATION_TARGET_INVALID));
                });
    }

    private static List<JsonNode> flows(Corpus corpus) throws IOException {
        return corpus.json("recorded/psbt_flows.json").valueStream().toList();
    }

    private static ByteString raw(JsonNode flow) {
        return CoreJson.bytes(flow.get("finalized_hex"));
    }

    private static String txid(JsonNode flow) {
        return flow.get("accept").get(0).get("txid").stringValue();
    }
}
