package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.Check;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.CoreTransaction;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.ComputeCompactFilterRequest;
import turnout.script.v1.ComputeCompactFilterResponse;
import turnout.script.v1.ComputeMerkleRootRequest;
import turnout.script.v1.ComputeMerkleRootResponse;
import turnout.script.v1.DecodeBlockHeaderRequest;
import turnout.script.v1.DecodeBlockHeaderResponse;
import turnout.script.v1.DecodeBlockRequest;
import turnout.script.v1.DecodeBlockResponse;
import turnout.script.v1.RawBlockHeader;
import turnout.script.v1.ScriptServiceGrpc;

/** Blocks that a node told in every form: decoded, their headers, merkle roots and filters. */
final class RecordedBlocks {

    private static final String ZEROS = "0".repeat(64);

    private RecordedBlocks() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        List<VectorCase> cases = new ArrayList<>();
        @Nullable JsonNode before = null;
        for (JsonNode block : corpus.json("recorded/blocks.json")) {
            String height = "block " + block.get("height").asString();
            cases.add(decode(height + " decoded", block));
            cases.add(header(height + " header", block));
            cases.add(root(height + " merkle root", block));
            cases.add(filter(height + " filter", block, before));
            before = block;
        }
        return cases.stream();
    }

    private static VectorCase decode(String name, JsonNode block) {
        JsonNode verbose = block.get("verbose2");
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getDecodeBlockMethod(),
                DecodeBlockRequest.newBuilder()
                        .setNetwork(Network.NETWORK_REGTEST)
                        .setRawBlock(CoreJson.bytes(block.get("raw")))
                        .build(),
                Expectation.reply(DecodeBlockResponse.parser(), (reply, check) -> {
                    check(block.get("header"), reply.getHeader(), check);
                    check.same("size", verbose.get("size").intValue(), reply.getSize())
                            .same("strippedsize", verbose.get("strippedsize").intValue(), reply.getStrippedSize())
                            .same("weight", verbose.get("weight").intValue(), reply.getWeight())
                            .same("nTx", verbose.get("nTx").intValue(), reply.getTransactionCount())
                            .that("merkle root", reply.getMerkleRootValid() && !reply.getMerkleTreeMutated())
                            .same("tx", verbose.get("tx").size(), reply.getTransactionsCount());
                    for (int i = 0; i < reply.getTransactionsCount(); i++) {
                        CoreTransaction.check(verbose.get("tx").get(i), reply.getTransactions(i), check);
                    }
                }));
    }

    private static VectorCase header(String name, JsonNode block) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getDecodeBlockHeaderMethod(),
                DecodeBlockHeaderRequest.newBuilder()
                        .setRawHeader(CoreJson.bytes(block.get("header_hex")))
                        .build(),
                Expectation.reply(
                        DecodeBlockHeaderResponse.parser(),
                        (reply, check) -> check(block.get("header"), reply.getHeader(), check)));
    }

    private static void check(JsonNode expected, RawBlockHeader header, Check check) {
        check.same("hash", expected.get("hash").stringValue(), header.getBlockHash())
                .same("version", expected.get("version").intValue(), header.getVersion())
                .same(
                        "previousblockhash",
                        expected.path("previousblockhash").stringValue(ZEROS),
                        header.getPreviousBlockHash())
                .same("merkleroot", expected.get("merkleroot").stringValue(), header.getMerkleRoot())
                .same("time", expected.get("time").longValue(), Integer.toUnsignedLong(header.getTime()))
                .same("bits", HexFormat.fromHexDigits(expected.get("bits").stringValue()), header.getBits())
                .same("nonce", expected.get("nonce").longValue(), Integer.toUnsignedLong(header.getNonce()))
                .sameHex("target", expected.get("target").stringValue(), header.getTarget());
    }

    private static VectorCase root(String name, JsonNode block) {
        JsonNode verbose = block.get("verbose1");
        ComputeMerkleRootRequest.Builder request = ComputeMerkleRootRequest.newBuilder();
        verbose.get("tx").forEach(txid -> request.addTxids(txid.stringValue()));
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getComputeMerkleRootMethod(),
                request.build(),
                Expectation.reply(ComputeMerkleRootResponse.newBuilder()
                        .setMerkleRoot(verbose.get("merkleroot").stringValue())
                        .build()));
    }

    /** The header is known where the block before was recorded too. */
    private static VectorCase filter(String name, JsonNode block, @Nullable JsonNode before) {
        String previous = previousFilterHeader(block, before);
        JsonNode expected = block.get("filter");
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getComputeCompactFilterMethod(),
                ComputeCompactFilterRequest.newBuilder()
                        .setRawBlock(CoreJson.bytes(block.get("raw")))
                        .addAllPrevoutScripts(prevouts(block.get("verbose3")))
                        .setPreviousFilterHeader(previous == null ? ZEROS : previous)
                        .build(),
                Expectation.reply(ComputeCompactFilterResponse.parser(), (reply, check) -> {
                    check.sameHex("filter", expected.get("filter").stringValue(), reply.getFilter());
                    if (previous != null) {
                        check.same("header", expected.get("header").stringValue(), reply.getFilterHeader());
                    }
                }));
    }

    private static @Nullable String previousFilterHeader(JsonNode block, @Nullable JsonNode before) {
        if (before == null) {
            return ZEROS;
        }
        String previous = block.get("header").get("previousblockhash").stringValue();
        return before.get("hash").stringValue().equals(previous)
                ? before.get("filter").get("header").stringValue()
                : null;
    }

    private static List<ByteString> prevouts(JsonNode block) {
        return block.get("tx")
                .valueStream()
                .skip(1)
                .flatMap(transaction -> transaction.get("vin").valueStream())
                .map(input ->
                        CoreJson.bytes(input.get("prevout").get("scriptPubKey").get("hex")))
                .toList();
    }
}
