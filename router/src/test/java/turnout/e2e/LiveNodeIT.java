package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import turnout.chain.v1.BlockVerbosity;
import turnout.chain.v1.EstimateFeeRequest;
import turnout.chain.v1.GetBlockHashRequest;
import turnout.chain.v1.GetBlockHashResponse;
import turnout.chain.v1.GetBlockRequest;
import turnout.chain.v1.GetBlockResponse;
import turnout.chain.v1.GetChainInfoRequest;
import turnout.chain.v1.GetChainInfoResponse;
import turnout.chain.v1.GetMempoolInfoRequest;
import turnout.chain.v1.GetTransactionRequest;
import turnout.chain.v1.GetTransactionResponse;
import turnout.chain.v1.GetTxOutProofRequest;
import turnout.chain.v1.GetTxOutProofResponse;
import turnout.chain.v1.GetTxOutRequest;
import turnout.chain.v1.GetTxOutResponse;
import turnout.e2e.RawCalls.Outcome;

/** The chain operations on a real node's regtest chain, on both engines, beside what the node itself says. */
@EnabledIfEnvironmentVariable(
        named = "BITCOIND",
        matches = ".+",
        disabledReason = "skipped: BITCOIND does not name a bitcoind")
class LiveNodeIT {

    private static final int BLOCKS = 110;
    private static final String MINER = "bcrt1q6rz28mcfaxtmd6v789l9rrlrusdprr9pz3cppk";

    @TempDir
    static Path directory;

    private static int tip;
    private static Process bitcoind;
    private static NodeRpc node;
    private static RunningGateway gateway;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() throws Exception {
        int port = freePort();
        Path data = Files.createDirectories(directory.resolve("node"));
        bitcoind = new ProcessBuilder(
                        System.getenv("BITCOIND"),
                        "-regtest",
                        "-server",
                        "-listen=0",
                        "-txindex=1",
                        "-datadir=" + data,
                        "-rpcport=" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("bitcoind.log").toFile())
                .start();
        Path cookie = data.resolve("regtest/.cookie");
        URI url = URI.create("http://127.0.0.1:" + port);
        node = new NodeRpc(url, cookie);
        Eventually.holds("the node answers", 60, () -> bitcoind.isAlive() && Files.exists(cookie) && answers());
        node.call("generatetoaddress", BLOCKS, MINER);
        tip = node.call("getblockcount").intValue();
        Path home = Files.createDirectories(directory.resolve("home"));
        gateway = RunningGateway.start(home, "node.url=" + url, "node.cookie-file=" + cookie);
        channel = gateway.channel();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        gateway.close();
        node.close();
        bitcoind.destroy();
        bitcoind.waitFor(30, TimeUnit.SECONDS);
    }

    @Test
    void saysOfTheChainWhatTheNodeSays() throws Exception {
        JsonNode info = node.call("getblockchaininfo");

        var reply = GetChainInfoResponse.parseFrom(answer("GetChainInfo", GetChainInfoRequest.getDefaultInstance()));

        assertThat(reply.getTipHeight()).isEqualTo(tip);
        assertThat(reply.getTipHash()).isEqualTo(info.get("bestblockhash").stringValue());
        assertThat(hex(reply.getChainWork().toByteArray()))
                .isEqualTo(info.get("chainwork").stringValue());
        assertThat(reply.getMedianTime()).isEqualTo(info.get("mediantime").intValue());
    }

    @Test
    void givesEveryBlockTransactionOutputAndProofOfTheNode() throws Exception {
        for (int height = 0; height <= tip; height += 10) {
            String hash = node.call("getblockhash", height).stringValue();
            var byHeight = GetBlockHashResponse.parseFrom(answer(
                    "GetBlockHash",
                    GetBlockHashRequest.newBuilder().setHeight(height).build()));
            var block = GetBlockResponse.parseFrom(answer(
                    "GetBlock",
                    GetBlockRequest.newBuilder()
                            .setBlockHash(hash)
                            .setVerbosity(BlockVerbosity.BLOCK_VERBOSITY_RAW)
                            .build()));
            assertThat(byHeight.getBlockHash()).isEqualTo(hash);
            assertThat(hex(block.getBlock().getRawBlock().toByteArray()))
                    .isEqualTo(node.call("getblock", hash, 0).stringValue());
            if (height > 0) {
                coinbase(hash);
            }
        }
    }

    private static void coinbase(String block) throws Exception {
        String txid = node.call("getblock", block, 1).get("tx").get(0).stringValue();
        JsonNode core = node.call("getrawtransaction", txid, 2);
        JsonNode output = node.call("gettxout", txid, 0);
        String proof = node.call("gettxoutproof", List.of(txid), block).stringValue();

        var transaction = GetTransactionResponse.parseFrom(answer(
                "GetTransaction",
                GetTransactionRequest.newBuilder().setTxid(txid).build()));
        var unspent = GetTxOutResponse.parseFrom(
                answer("GetTxOut", GetTxOutRequest.newBuilder().setTxid(txid).build()));
        var proven = GetTxOutProofResponse.parseFrom(answer(
                "GetTxOutProof",
                GetTxOutProofRequest.newBuilder()
                        .addTxids(txid)
                        .setBlockHash(block)
                        .build()));

        assertThat(transaction.getTransaction().getWtxid())
                .isEqualTo(core.get("hash").stringValue());
        assertThat(transaction.getBlockHash()).isEqualTo(block);
        assertThat(transaction.getConfirmations())
                .isEqualTo(core.get("confirmations").intValue());
        assertThat(unspent.getValue())
                .isEqualTo(output.get("value").decimalValue().movePointRight(8).longValueExact());
        assertThat(unspent.getScriptPubKey().getOutputDescriptor())
                .isEqualTo(output.get("scriptPubKey").get("desc").stringValue());
        assertThat(hex(proven.getProof().toByteArray())).isEqualTo(proof);
    }

    @Test
    void answersAboutMempoolAndFeesOfAChainWithoutHistory() throws Exception {
        answer("GetMempoolInfo", GetMempoolInfoRequest.getDefaultInstance());
        answer("EstimateFee", EstimateFeeRequest.newBuilder().setConfTarget(6).build());
    }

    /** PYTHON's answer, which NATIVE has to give too. */
    private static byte[] answer(String operation, Message request) throws Exception {
        Outcome python = call("python", operation, request);
        assertThat(python.status()).as("%s: %s", operation, python.reason()).isEqualTo(Status.Code.OK);
        assertThat(call("native", operation, request)).as(operation).isEqualTo(python);
        return HexFormat.of().parseHex(python.messages().getFirst());
    }

    private static Outcome call(String engine, String operation, Message request) throws Exception {
        return RawCalls.call(
                        channel,
                        Requests.CHAIN + operation,
                        request.toByteArray(),
                        RawCalls.forced(engine, gateway.testerToken()))
                .get(40, TimeUnit.SECONDS);
    }

    private static boolean answers() {
        try {
            return node.call("getblockcount").isNumber();
        } catch (IOException | AssertionError starting) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
