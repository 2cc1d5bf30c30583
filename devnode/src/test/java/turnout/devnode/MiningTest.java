package turnout.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.devnode.chain.BlockFile;
import turnout.devnode.rpc.Json;

/** Blocks that the node mines itself, and what is left of them after a restart. */
class MiningTest {
    @TempDir
    Path data;

    private static List<String> mine(TestNode node, int count) {
        return node.texts("generatetoaddress", Json.number(count), Spending.address());
    }

    @Test
    void extendsTheChainAndIsCaughtUpWithIt() throws IOException {
        try (TestNode node = TestNode.start(data)) {
            Json.Obj before = (Json.Obj) node.call("getblockchaininfo");
            List<String> hashes = mine(node, 2);
            Json.Obj after = (Json.Obj) node.call("getblockchaininfo");

            assertThat(before.get("initialblockdownload")).isEqualTo(Json.TRUE);
            assertThat(after.get("initialblockdownload")).isEqualTo(Json.FALSE);
            assertThat(after.get("verificationprogress")).isEqualTo(new Json.Num("1"));
            assertThat(after.get("blocks")).isEqualTo(Json.number(117));
            assertThat(after.get("bestblockhash")).isEqualTo(Json.text(hashes.getLast()));
            Json.Obj first = (Json.Obj) node.call("getblockheader", Json.text(hashes.getFirst()));
            assertThat(first.get("confirmations")).isEqualTo(Json.number(2));
            assertThat(first.get("nextblockhash")).isEqualTo(Json.text(hashes.getLast()));
        }
    }

    @Test
    void paysHalfFromBlock150On() throws IOException {
        try (TestNode node = TestNode.start(data)) {
            mine(node, 150 - 115);

            assertThat(coinbaseValue(node, 149)).isEqualTo(new Json.Num("50.00000000"));
            assertThat(coinbaseValue(node, 150)).isEqualTo(new Json.Num("25.00000000"));
        }
    }

    private static Json coinbaseValue(TestNode node, int height) {
        Json hash = node.call("getblockhash", Json.number(height));
        Json.Obj block = (Json.Obj) node.call("getblock", hash, Json.number(2));
        Json.Obj coinbase = (Json.Obj) ((Json.Arr) block.get("tx")).items().getFirst();
        return ((Json.Obj) ((Json.Arr) coinbase.get("vout")).items().getFirst()).get("value");
    }

    @Test
    void keepsItsBlocksOverARestart() throws IOException {
        List<String> hashes;
        try (TestNode node = TestNode.start(data)) {
            hashes = mine(node, 3);
        }

        try (TestNode node = TestNode.start(data)) {
            assertThat(node.number("getblockcount")).isEqualTo(118);
            assertThat(node.text("getbestblockhash")).isEqualTo(hashes.getLast());
            hashes = mine(node, 1);
        }

        try (TestNode node = TestNode.start(data)) {
            assertThat(node.text("getbestblockhash")).isEqualTo(hashes.getLast());
        }
    }

    @Test
    void dropsABlockThatWasNotWrittenWhole() throws IOException {
        try (TestNode node = TestNode.start(data)) {
            mine(node, 2);
        }
        Files.write(data.resolve("blocks.dat"), new byte[] {0, 0, 1, 44, 7, 7}, StandardOpenOption.APPEND);

        try (TestNode node = TestNode.start(data)) {
            assertThat(node.number("getblockcount")).isEqualTo(117);
            mine(node, 1);
        }

        try (TestNode node = TestNode.start(data)) {
            assertThat(node.number("getblockcount")).isEqualTo(118);
        }
    }

    @Test
    void hasNoEstimateUntilThereWereTransactions() throws IOException {
        try (TestNode node = TestNode.start(data, BlockFile.recorded().subList(0, 100), InstantSource.system())) {
            assertThat(node.call("estimatesmartfee", Json.number(6)))
                    .isEqualTo(Json.object()
                            .with("errors", Json.texts(List.of("Insufficient data or no feerate found")))
                            .with("blocks", 2));
            assertThat(node.error("estimatesmartfee", Json.number(6), Json.text("cheap")))
                    .startsWith("-8 Invalid estimate_mode parameter");
        }
    }
}
