package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Stream;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.CoreTransaction;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.DecodeTransactionResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** What a regtest node's decoderawtransaction says of transactions of every kind. */
final class RecordedTransactions {

    private RecordedTransactions() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("recorded/transactions.json")
                .valueStream()
                .map(vector -> VectorCase.of(
                        vector.get("txid").stringValue(),
                        ScriptServiceGrpc.getDecodeTransactionMethod(),
                        DecodeTransactionRequest.newBuilder()
                                .setRawTransaction(CoreJson.bytes(vector.get("hex")))
                                .setNetwork(Network.NETWORK_REGTEST)
                                .build(),
                        Expectation.reply(
                                DecodeTransactionResponse.parser(),
                                (reply, check) -> CoreTransaction.check(
                                        vector.get("decoderawtransaction"), reply.getTransaction(), check))));
    }
}
