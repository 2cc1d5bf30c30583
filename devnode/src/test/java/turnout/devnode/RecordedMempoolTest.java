package turnout.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.devnode.chain.Block;
import turnout.devnode.chain.BlockFile;
import turnout.devnode.chain.Transaction;
import turnout.devnode.rpc.Json;

/** The recorded node at height 111, with 58 unconfirmed transactions, and the block that it mined of them. */
class RecordedMempoolTest {
    private static final int HEIGHT = 111;
    // When the recorded mempool was filled.
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_795_361_901));

    @TempDir
    Path data;

    private TestNode nodeBeforeBlock112() throws IOException {
        return TestNode.start(data, BlockFile.recorded().subList(0, HEIGHT + 1), CLOCK);
    }

    /** The transactions of block 112, shuffled but parents first. */
    private static List<Transaction> sent() {
        List<Transaction> left =
                new ArrayList<>(BlockFile.recorded().get(HEIGHT + 1).transactions());
        left.removeFirst();
        List<Transaction> reversed = left.reversed();
        Set<String> unsent =
                new LinkedHashSet<>(reversed.stream().map(Transaction::txid).toList());
        List<Transaction> order = new ArrayList<>();
        while (!unsent.isEmpty()) {
            for (Transaction transaction : reversed) {
                boolean parentsSent =
                        transaction.spends().stream().noneMatch(outpoint -> unsent.contains(outpoint.txid()));
                if (parentsSent && unsent.remove(transaction.txid())) {
                    order.add(transaction);
                }
            }
        }
        return order;
    }

    private static void sendAll(TestNode node) {
        for (Transaction transaction : sent()) {
            assertThat(node.text("sendrawtransaction", hex(transaction))).isEqualTo(transaction.txid());
        }
    }

    private static Json hex(Transaction transaction) {
        return Json.text(transaction.raw().bytes().toHex());
    }

    @Test
    void describesEachUnconfirmedTransactionAsCoreDid() throws IOException {
        Json.Obj recorded = (Json.Obj) Recorded.read("mempool_verbose.json");
        try (TestNode node = nodeBeforeBlock112()) {
            sendAll(node);

            Json.Obj ours = (Json.Obj) node.call("getrawmempool", Json.TRUE);

            assertThat(ours.fields()).hasSize(58);
            List<String> differences = new ArrayList<>();
            for (Map.Entry<String, Json> entry : recorded.fields().entrySet()) {
                differences.addAll(Recorded.differences(entry.getValue(), ours.get(entry.getKey())));
                Json alone = node.call("getmempoolentry", Json.text(entry.getKey()));
                differences.addAll(Recorded.differences(entry.getValue(), alone));
            }
            assertThat(differences).isEmpty();
        }
    }

    @Test
    void ordersTheMempoolAsCoreDoes() throws IOException {
        List<String> recorded = List.copyOf(
                ((Json.Obj) Recorded.read("mempool_verbose.json")).fields().keySet());
        try (TestNode node = nodeBeforeBlock112()) {
            sendAll(node);

            assertThat(node.texts("getrawmempool")).isEqualTo(recorded);
        }
    }

    @Test
    void minesTheMempoolIntoABlock() throws IOException {
        try (TestNode node = nodeBeforeBlock112()) {
            sendAll(node);
            List<String> unconfirmed = node.texts("getrawmempool");

            List<String> mined = node.texts(
                    "generatetoaddress", Json.number(1), Json.text("bcrt1q6rz28mcfaxtmd6v789l9rrlrusdprr9pz3cppk"));

            Json.Obj block = (Json.Obj) node.call("getblock", Json.text(mined.getFirst()));
            List<Json> txids = ((Json.Arr) block.get("tx")).items();
            assertThat(txids.subList(1, txids.size()))
                    .isEqualTo(unconfirmed.stream().map(Json::text).toList());
            assertThat(node.texts("getrawmempool")).isEmpty();
            assertThat(block.get("height")).isEqualTo(Json.number(HEIGHT + 1));
        }
    }

    @Test
    void testsAWholePackageBeforeAnyOfItIsSent() throws IOException {
        List<Transaction> parentAndChild = sent().stream()
                .filter(transaction -> transaction.txid().startsWith("261f5530")
                        || transaction.txid().startsWith("301634c4"))
                .toList();
        try (TestNode node = nodeBeforeBlock112()) {
            Json.Arr verdicts = (Json.Arr) node.call(
                    "testmempoolaccept",
                    Json.array(parentAndChild.stream()
                            .map(RecordedMempoolTest::hex)
                            .toList()));
            Json.Arr childAlone =
                    (Json.Arr) node.call("testmempoolaccept", Json.array(List.of(hex(parentAndChild.getLast()))));

            assertThat(verdicts.items())
                    .allSatisfy(verdict ->
                            assertThat(((Json.Obj) verdict).get("allowed")).isEqualTo(Json.TRUE));
            assertThat(((Json.Obj) childAlone.items().getFirst()).get("reject-reason"))
                    .isEqualTo(Json.text("missing-inputs"));
            assertThat(node.texts("getrawmempool")).isEmpty();
        }
    }

    @Test
    void acceptsWhatTheRecordedNodeAccepted() throws IOException {
        List<String> differences = new ArrayList<>();
        List<Json.Obj> flows = Recorded.list("psbt_flows.json");
        // One of the flows was recorded before this one was sent: both spend the same.
        try (TestNode node = nodeBeforeBlock112()) {
            sent().stream()
                    .filter(transaction -> !transaction.txid().startsWith("9d9e51ce"))
                    .forEach(transaction -> node.call("sendrawtransaction", hex(transaction)));
            for (Json.Obj flow : flows) {
                Json verdict = node.call("testmempoolaccept", Json.array(List.of(flow.get("finalized_hex"))));
                differences.addAll(Recorded.differences(flow.get("accept"), verdict));
            }
        }

        assertThat(flows).hasSize(16);
        assertThat(differences).isEmpty();
    }

    @Test
    void refusesASignatureWithOneBitTurned() throws IOException {
        try (TestNode node = nodeBeforeBlock112()) {
            sendAll(node);
            List<Json.Obj> flows = Recorded.list("psbt_flows.json").stream()
                    .filter(flow -> !flow.get("wallet").equals(Json.text("g_tr")))
                    .toList();
            for (Json.Obj flow : flows) {
                String hex = ((Json.Text) flow.get("finalized_hex")).value();
                // The transaction's lock time is not what was signed.
                String turned = hex.substring(0, hex.length() - 8) + "01000000";

                Json.Arr verdict = (Json.Arr) node.call("testmempoolaccept", Json.array(List.of(Json.text(turned))));

                assertThat(((Json.Text) ((Json.Obj) verdict.items().getFirst()).get("reject-reason")).value())
                        .startsWith("mempool-script-verify-flag-failed (")
                        .doesNotContain("unknown");
            }
        }
    }

    @Test
    void rebuildsEveryRecordedBlockFromItsTransactions() {
        List<Block> blocks = BlockFile.recorded();

        assertThat(Rebuilt.hashes(blocks))
                .isEqualTo(blocks.stream().map(Block::hash).toList());
    }
}
