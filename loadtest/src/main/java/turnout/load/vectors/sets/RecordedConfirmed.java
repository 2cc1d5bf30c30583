package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.chain.v1.ChainServiceGrpc;
import turnout.chain.v1.GetTransactionRequest;
import turnout.chain.v1.GetTransactionResponse;
import turnout.chain.v1.GetTxOutRequest;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.CoreTransaction;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/** What a regtest node says of the transactions in its chain, and of their outputs. */
final class RecordedConfirmed {

    private RecordedConfirmed() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("recorded/transactions.json").valueStream().flatMap(RecordedConfirmed::cases);
    }

    private static Stream<VectorCase> cases(JsonNode vector) {
        String txid = vector.get("txid").stringValue();
        JsonNode core = vector.get("verbose2");
        return Stream.of(
                VectorCase.of(
                        txid,
                        ChainServiceGrpc.getGetTransactionMethod(),
                        GetTransactionRequest.newBuilder().setTxid(txid).build(),
                        Expectation.reply(GetTransactionResponse.parser(), (reply, check) -> {
                            CoreTransaction.check(core, reply.getTransaction(), check);
                            check.same("blockhash", core.path("blockhash").stringValue(""), reply.getBlockHash())
                                    .same(
                                            "confirmations",
                                            core.path("confirmations").intValue(0),
                                            reply.getConfirmations())
                                    .same("fee", core.has("fee"), reply.hasFee());
                            if (core.has("fee")) {
                                check.same("fee", CoreJson.satoshis(core.get("fee")), reply.getFee());
                            }
                        })),
                // Spent or not: the recording does not say.
                VectorCase.of(
                        txid + " output 0",
                        ChainServiceGrpc.getGetTxOutMethod(),
                        GetTxOutRequest.newBuilder()
                                .setTxid(txid)
                                .setIncludeMempool(false)
                                .build(),
                        Expectation.anything()));
    }
}
