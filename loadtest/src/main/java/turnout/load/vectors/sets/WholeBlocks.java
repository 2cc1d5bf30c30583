package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.stream.Stream;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.DecodeBlockRequest;
import turnout.script.v1.DecodeBlockResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** Whole blocks of mainnet: that they are read to their end, and that their merkle roots are right. */
final class WholeBlocks {

    private WholeBlocks() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return Stream.of(
                block("413567", corpus.bytes("blocks/block413567.raw"), 1557),
                block(
                        "2,500 transactions",
                        corpus.bytes(
                                "blocks/mainnet_block_000000000000000000000c835b2adcaedc20fdf6ee440009c249452c726dafae.raw"),
                        2500));
    }

    private static VectorCase block(String name, byte[] raw, int transactions) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getDecodeBlockMethod(),
                DecodeBlockRequest.newBuilder()
                        .setNetwork(Network.NETWORK_MAINNET)
                        .setRawBlock(ByteString.copyFrom(raw))
                        .build(),
                Expectation.reply(
                        DecodeBlockResponse.parser(),
                        (reply, check) -> check.same("size", raw.length, reply.getSize())
                                .same("transactions", transactions, reply.getTransactionsCount())
                                .that("merkle root", reply.getMerkleRootValid() && !reply.getMerkleTreeMutated())));
    }
}
