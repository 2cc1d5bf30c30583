package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.chain.v1.Block;
import turnout.chain.v1.BlockHeader;
import turnout.chain.v1.BlockTransaction;
import turnout.chain.v1.BlockVerbosity;
import turnout.chain.v1.ChainServiceGrpc;
import turnout.chain.v1.GetBlockHashRequest;
import turnout.chain.v1.GetBlockHashResponse;
import turnout.chain.v1.GetBlockHeaderRequest;
import turnout.chain.v1.GetBlockHeaderResponse;
import turnout.chain.v1.GetBlockRequest;
import turnout.chain.v1.GetBlockResponse;
import turnout.load.vectors.Check;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.CoreTransaction;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/** What a regtest node at height 115 says of its blocks; the gateway's node begins with the same chain. */
final class RecordedChain {

    private RecordedChain() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("recorded/blocks.json").valueStream().flatMap(RecordedChain::cases);
    }

    private static Stream<VectorCase> cases(JsonNode block) {
        int height = block.get("height").intValue();
        String hash = block.get("hash").stringValue();
        GetBlockRequest request =
                GetBlockRequest.newBuilder().setBlockHash(hash).build();
        return Stream.of(
                VectorCase.of(
                        height + " hash",
                        ChainServiceGrpc.getGetBlockHashMethod(),
                        GetBlockHashRequest.newBuilder().setHeight(height).build(),
                        Expectation.reply(
                                GetBlockHashResponse.parser(),
                                (reply, check) -> check.same("hash", hash, reply.getBlockHash()))),
                header(
                        height + " header by hash",
                        block,
                        GetBlockHeaderRequest.newBuilder().setBlockHash(hash)),
                header(
                        height + " header by height",
                        block,
                        GetBlockHeaderRequest.newBuilder().setHeight(height)),
                block(height + " ids", request, (reply, check) -> ids(block.get("verbose1"), reply, check)),
                block(
                        height + " transactions",
                        request.toBuilder()
                                .setVerbosity(BlockVerbosity.BLOCK_VERBOSITY_TRANSACTIONS)
                                .build(),
                        (reply, check) -> transactions(block.get("verbose3"), reply, check)),
                block(
                        height + " raw",
                        request.toBuilder()
                                .setVerbosity(BlockVerbosity.BLOCK_VERBOSITY_RAW)
                                .build(),
                        (reply, check) -> check.sameHex("raw", block.get("raw").stringValue(), reply.getRawBlock())));
    }

    private static VectorCase header(String name, JsonNode block, GetBlockHeaderRequest.Builder request) {
        return VectorCase.of(
                name,
                ChainServiceGrpc.getGetBlockHeaderMethod(),
                request.build(),
                Expectation.reply(
                        GetBlockHeaderResponse.parser(),
                        (reply, check) -> header(block.get("header"), reply.getHeader(), check)));
    }

    private static void header(JsonNode core, BlockHeader header, Check check) {
        check.same("hash", core.get("hash").stringValue(), header.getBlockHash())
                .same("merkleroot", core.get("merkleroot").stringValue(), header.getMerkleRoot())
                .same("version", core.get("version").intValue(), header.getVersion())
                .same("time", core.get("time").longValue(), Integer.toUnsignedLong(header.getTime()))
                .same("mediantime", core.get("mediantime").longValue(), Integer.toUnsignedLong(header.getMedianTime()))
                .same("nonce", core.get("nonce").longValue(), Integer.toUnsignedLong(header.getNonce()))
                .same("bits", core.get("bits").stringValue(), Integer.toHexString(header.getBits()))
                .sameHex("chainwork", core.get("chainwork").stringValue(), header.getChainWork())
                .same("confirmations", core.get("confirmations").intValue(), header.getConfirmations())
                .same("nTx", core.get("nTx").intValue(), header.getTransactionCount())
                .same("previous", core.path("previousblockhash").stringValue(""), header.getPreviousBlockHash())
                .same("next", core.path("nextblockhash").stringValue(""), header.getNextBlockHash());
    }

    private interface BlockCheck {
        void accept(Block block, Check check);
    }

    private static VectorCase block(String name, GetBlockRequest request, BlockCheck checks) {
        return VectorCase.of(
                name,
                ChainServiceGrpc.getGetBlockMethod(),
                request,
                Expectation.reply(GetBlockResponse.parser(), (reply, check) -> checks.accept(reply.getBlock(), check)));
    }

    private static void ids(JsonNode core, Block block, Check check) {
        check.same("size", core.get("size").intValue(), block.getSize())
                .same("strippedsize", core.get("strippedsize").intValue(), block.getStrippedSize())
                .same("weight", core.get("weight").intValue(), block.getWeight())
                .same(
                        "tx",
                        core.get("tx").valueStream().map(JsonNode::stringValue).toList(),
                        block.getTxidsList().asByteStringList().stream()
                                .map(ByteString::toStringUtf8)
                                .toList());
    }

    private static void transactions(JsonNode core, Block block, Check check) {
        check.same("count", core.get("tx").size(), block.getTransactionsCount());
        for (int i = 0; i < block.getTransactionsCount(); i++) {
            JsonNode expected = core.get("tx").get(i);
            BlockTransaction transaction = block.getTransactions(i);
            CoreTransaction.check(expected, transaction.getTransaction(), check);
            check.same("fee", expected.has("fee"), transaction.hasFee());
            if (expected.has("fee")) {
                check.same("fee", CoreJson.satoshis(expected.get("fee")), transaction.getFee());
            }
        }
    }
}
