package turnout.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.devnode.rpc.Json;

/** Blocks that are called invalid, reconsidered and submitted, and what becomes of their transactions. */
class ReorganisationTest {
    @TempDir
    Path data;

    @Test
    void leavesAnInvalidBlockAndComesBackWhenItIsReconsidered() throws IOException {
        try (TestNode node = TestNode.start(data)) {
            Json tip = node.call("getbestblockhash");
            Json below = node.call("getblockhash", Json.number(113));

            node.call("invalidateblock", node.call("getblockhash", Json.number(114)));

            assertThat(node.call("getbestblockhash")).isEqualTo(below);
            assertThat(((Json.Obj) node.call("getblockheader", tip)).get("confirmations"))
                    .isEqualTo(Json.number(-1));

            node.call("reconsiderblock", tip);

            assertThat(node.call("getbestblockhash")).isEqualTo(tip);
        }
    }

    @Test
    void minesAnotherBranchOnWhatIsLeft() throws IOException {
        try (TestNode node = TestNode.start(data)) {
            List<String> first = node.texts("generatetoaddress", Json.number(1), Spending.address());
            node.call("invalidateblock", Json.text(first.getFirst()));

            List<String> second = node.texts("generatetoaddress", Json.number(1), Spending.address());

            assertThat(second).isNotEqualTo(first);
            assertThat(node.call("getblockcount")).isEqualTo(Json.number(116));
            assertThat(node.call("getbestblockhash")).isEqualTo(Json.text(second.getFirst()));
        }
    }

    @Test
    void putsTheTransactionsOfALeftBlockBackIntoTheMempool() throws IOException {
        try (TestNode node = TestNode.start(data)) {
            Json at = node.call("getblockhash", Json.number(112));
            List<Json> confirmed = ((Json.Arr) ((Json.Obj) node.call("getblock", at)).get("tx")).items();
            assertThat(confirmed).hasSizeGreaterThan(1);

            node.call("invalidateblock", at);

            assertThat(node.texts("getrawmempool")).isNotEmpty();
            node.call("reconsiderblock", at);
            assertThat(node.texts("getrawmempool")).isEmpty();
        }
    }

    @Test
    void takesASubmittedBlockOnceAndSaysWhyNotAnother() throws IOException {
        try (TestNode source = TestNode.start(data.resolve("source"));
                TestNode node = TestNode.start(data.resolve("node"))) {
            List<String> hashes = source.texts("generatetoaddress", Json.number(2), Spending.address());
            Json first = source.call("getblock", Json.text(hashes.get(0)), Json.number(0));
            Json second = source.call("getblock", Json.text(hashes.get(1)), Json.number(0));

            assertThat(node.call("submitblock", second)).isEqualTo(Json.text("prev-blk-not-found"));
            assertThat(node.call("submitblock", first)).isEqualTo(Json.NULL);
            assertThat(node.call("submitblock", first)).isEqualTo(Json.text("duplicate"));
            assertThat(node.call("submitblock", second)).isEqualTo(Json.NULL);
            assertThat(node.call("getbestblockhash")).isEqualTo(source.call("getbestblockhash"));
        }
    }

    @Test
    void knowsNoBlockThatNobodyMined() throws IOException {
        try (TestNode node = TestNode.start(data)) {
            assertThatThrownBy(() -> node.call("invalidateblock", Json.text("00".repeat(32))))
                    .hasMessageContaining("Block not found");
        }
    }
}
