package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.BlockFiles;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.load.vectors.WireBlock;
import turnout.load.vectors.WireTransaction;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.DecodeTransactionResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** Every transaction of mainnet blocks, decoded by itself: names and sizes; the rest both engines must say alike. */
final class BlockTransactions {

    private BlockTransactions() {}

    static Stream<VectorCase> first(Corpus corpus) throws IOException {
        return cases(BlockFiles.first(corpus));
    }

    static Stream<VectorCase> large(Corpus corpus) throws IOException {
        return cases(BlockFiles.large(corpus));
    }

    private static Stream<VectorCase> cases(List<WireBlock> blocks) {
        return blocks.stream().flatMap(block -> block.transactions().stream()).map(BlockTransactions::decode);
    }

    private static VectorCase decode(WireTransaction transaction) {
        return VectorCase.of(
                transaction.txid(),
                ScriptServiceGrpc.getDecodeTransactionMethod(),
                DecodeTransactionRequest.newBuilder()
                        .setRawTransaction(transaction.raw())
                        .setNetwork(Network.NETWORK_MAINNET)
                        .build(),
                Expectation.reply(
                        DecodeTransactionResponse.parser(),
                        (reply, check) -> check.same(
                                        "txid",
                                        transaction.txid(),
                                        reply.getTransaction().getTxid())
                                .same(
                                        "wtxid",
                                        transaction.wtxid(),
                                        reply.getTransaction().getWtxid())
                                .same(
                                        "size",
                                        transaction.raw().size(),
                                        reply.getTransaction().getSize())
                                .same(
                                        "weight",
                                        transaction.weight(),
                                        reply.getTransaction().getWeight())));
    }
}
