package turnout.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import turnout.devnode.rpc.Json;

/** Every answer that was recorded from Bitcoin Core for these methods, field for field. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedAnswersTest {
    private TestNode node;
    private final List<String> differences = new ArrayList<>();
    private int compared;

    @BeforeEach
    void forget() {
        differences.clear();
        compared = 0;
    }

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        node = TestNode.start(data);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private void compare(String what, Json expected, Json actual) {
        compared++;
        Recorded.differences(expected, actual).forEach(difference -> differences.add(what + difference));
    }

    private void expect(int comparisons) {
        assertThat(differences).isEmpty();
        assertThat(compared).isEqualTo(comparisons);
    }

    /** What was recorded is either {result} or {error}. */
    private static Json outcome(Json.Obj reply) {
        String field = reply.get("error") instanceof Json.Null ? "result" : "error";
        return Json.object().with(field, reply.get(field));
    }

    @Test
    void tellsBlocksAndHeadersAtEveryVerbosity() {
        for (Json.Obj block : Recorded.list("blocks.json")) {
            Json hash = block.get("hash");
            compare("getblockhash", hash, node.call("getblockhash", block.get("height")));
            compare("getblockheader", block.get("header"), node.call("getblockheader", hash));
            compare("getblockheader hex", block.get("header_hex"), node.call("getblockheader", hash, Json.FALSE));
            compare("getblock 0", block.get("raw"), node.call("getblock", hash, Json.number(0)));
            compare("getblock", block.get("verbose1"), node.call("getblock", hash));
            for (int verbosity = 1; verbosity <= 3; verbosity++) {
                compare(
                        "getblock " + verbosity,
                        block.get("verbose" + verbosity),
                        node.call("getblock", hash, Json.number(verbosity)));
            }
        }

        expect(10 * 8);
    }

    @Test
    void tellsTransactionsAtEveryVerbosityAndProvesThem() {
        for (Json.Obj transaction : Recorded.list("transactions.json")) {
            Json txid = transaction.get("txid");
            Json.Obj one = (Json.Obj) transaction.get("verbose1");
            Json.Obj inBlock = Json.object().with("in_active_chain", true);
            inBlock.fields().putAll(one.fields());
            Json proof = transaction.get("txoutproof");

            compare("hex", transaction.get("hex"), node.call("getrawtransaction", txid));
            compare("1", one, node.call("getrawtransaction", txid, Json.number(1)));
            compare("2", transaction.get("verbose2"), node.call("getrawtransaction", txid, Json.number(2)));
            compare("in block", inBlock, node.call("getrawtransaction", txid, Json.TRUE, one.get("blockhash")));
            compare(
                    "decoded",
                    transaction.get("decoderawtransaction"),
                    node.call("decoderawtransaction", transaction.get("hex")));
            compare("proof", proof, node.call("gettxoutproof", Json.array(List.of(txid))));
            compare("verified", transaction.get("verifytxoutproof"), node.call("verifytxoutproof", proof));
        }

        expect(90 * 7);
    }

    @Test
    void provesSeveralTransactionsOfOneBlock() {
        for (Json.Obj proof : Recorded.list("merkle_proofs.json")) {
            compare(
                    "proof",
                    proof.get("proof"),
                    node.call("gettxoutproof", proof.get("txids"), proof.get("blockhash")));
            assertThat(node.texts("verifytxoutproof", proof.get("proof")))
                    .hasSize(((Json.Arr) proof.get("txids")).items().size());
        }

        expect(5);
    }

    @Test
    void decodesScripts() {
        for (Json.Obj script : Recorded.list("decodescript.json")) {
            compare("decodescript", script.get("out"), outcome(node.reply("decodescript", script.get("hex"))));
        }

        expect(142);
    }

    @Test
    void judgesAddresses() {
        for (Json.Obj address : Recorded.list("validateaddress_regtest.json")) {
            compare(
                    "validateaddress",
                    address.get("out"),
                    outcome(node.reply("validateaddress", address.get("address"))));
        }

        expect(156);
    }

    @Test
    void refusesWithTheSameCodesAndTexts() {
        for (Json.Obj error : Recorded.list("errors.json")) {
            String method = ((Json.Text) error.get("method")).value();
            Json[] arguments = ((Json.Arr) error.get("params")).items().toArray(Json[]::new);
            compare(method, error.get("out"), outcome(node.reply(method, arguments)));
        }

        expect(12);
    }

    @Test
    void describesAnEmptyMempoolAndRefusesFeeTargets() {
        Json.Obj recorded = (Json.Obj) Recorded.read("fees_mempool.json");

        compare("getmempoolinfo", recorded.get("getmempoolinfo"), node.call("getmempoolinfo"));
        for (Map.Entry<String, Json> target :
                ((Json.Obj) recorded.get("estimatesmartfee")).fields().entrySet()) {
            Json.Obj out = outcomeOf(target.getKey());
            if (out.get("error") instanceof Json.Null) {
                // The estimate itself is ours; that there is one, and for which target, is not.
                assertThat(((Json.Obj) out.get("result")).fields()).containsOnlyKeys("feerate", "blocks");
                assertThat(((Json.Obj) out.get("result")).get("blocks")).isEqualTo(Json.number(2));
            } else {
                compare("estimatesmartfee " + target.getKey(), target.getValue(), out);
            }
        }

        expect(1 + 2);
    }

    private Json.Obj outcomeOf(String target) {
        return (Json.Obj) outcome(node.reply("estimatesmartfee", new Json.Num(target)));
    }
}
