package turnout.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import turnout.devnode.rpc.Json;
import turnout.nativeimpl.codec.Slice;

/** What is refused, and in whose words. Each test spends a coinbase of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptanceTest {
    // Regtest halves after 150 blocks: at the heights mined here it is half of 50 bitcoins, or all of it.
    private static final long FEE = 10_000;

    private TestNode node;
    private int nextHeight;

    @BeforeAll
    void startWithMatureCoinbases(@TempDir Path data) throws IOException {
        node = TestNode.start(data);
        nextHeight = (int) node.number("getblockcount") + 1;
        node.call("generatetoaddress", Json.number(130), Spending.address());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private record Money(String txid, long value) {
        Spending spend() {
            return new Spending().from(txid, 0);
        }
    }

    private Money money() {
        return coinbase(nextHeight++);
    }

    private Money coinbase(int height) {
        Json hash = node.call("getblockhash", Json.number(height));
        Json.Obj block = (Json.Obj) node.call("getblock", hash);
        String txid = ((Json.Text) ((Json.Arr) block.get("tx")).items().getFirst()).value();
        return new Money(txid, height < 150 ? 5_000_000_000L : 2_500_000_000L);
    }

    private String reason(Spending spending) {
        Json.Arr verdicts = (Json.Arr) node.call("testmempoolaccept", Json.array(List.of(spending.hex())));
        Json.Obj verdict = (Json.Obj) verdicts.items().getFirst();
        return verdict.get("allowed").equals(Json.TRUE)
                ? "allowed"
                : ((Json.Text) verdict.get("reject-reason")).value();
    }

    @Test
    void takesWhatIsRightAndSaysSoAgainWhenItIsSentAgain() {
        Money money = money();
        Spending spending = money.spend().to(money.value() - FEE);

        assertThat(reason(spending)).isEqualTo("allowed");
        assertThat(node.text("sendrawtransaction", spending.hex())).isEqualTo(spending.txid());
        assertThat(node.text("sendrawtransaction", spending.hex())).isEqualTo(spending.txid());
        assertThat(reason(spending)).isEqualTo("txn-already-in-mempool");
        assertThat(node.texts("getrawmempool")).contains(spending.txid());
    }

    @Test
    void showsAnUnconfirmedTransactionAndWhatItSpent() {
        Money money = money();
        Spending spending = money.spend().to(money.value() - FEE);
        node.call("sendrawtransaction", spending.hex());
        Json txid = Json.text(spending.txid());

        Json.Obj shown = (Json.Obj) node.call("getrawtransaction", txid, Json.number(2));
        Json.Obj made = (Json.Obj) node.call("gettxout", txid, Json.number(0));

        assertThat(shown.fields()).doesNotContainKeys("blockhash", "confirmations", "fee");
        assertThat(made.get("confirmations")).isEqualTo(Json.number(0));
        assertThat(made.get("coinbase")).isEqualTo(Json.FALSE);
        Json spent = Json.text(money.txid());
        assertThat(node.call("gettxout", spent, Json.number(0))).isEqualTo(Json.NULL);
        assertThat(node.call("gettxout", spent, Json.number(0), Json.FALSE)).isNotEqualTo(Json.NULL);
        assertThat(node.error("gettxoutproof", Json.array(List.of(txid)))).isEqualTo("-5 Transaction not yet in block");
    }

    @Test
    void refusesWhatIsMissingSpentOrNotYetMature() {
        Money money = money();
        Spending unknown = new Spending().from("11".repeat(32), 0).to(1000);
        Spending immature = coinbase((int) node.number("getblockcount")).spend().to(1000);
        Spending beyond = new Spending().from(money.txid(), 7).to(1000);

        assertThat(reason(unknown)).isEqualTo("missing-inputs");
        assertThat(reason(beyond)).isEqualTo("missing-inputs");
        assertThat(node.error("sendrawtransaction", unknown.hex())).isEqualTo("-25 bad-txns-inputs-missingorspent");
        assertThat(reason(immature)).isEqualTo("bad-txns-premature-spend-of-coinbase");
        assertThat(node.error("sendrawtransaction", immature.hex()))
                .startsWith("-26 bad-txns-premature-spend-of-coinbase, tried to spend coinbase at depth ");
    }

    @Test
    void refusesAmountsThatCannotBe() {
        Money money = money();

        assertThat(reason(money.spend().to(money.value() + 1))).isEqualTo("bad-txns-in-belowout");
        assertThat(reason(money.spend().to(-1))).isEqualTo("bad-txns-vout-negative");
        assertThat(reason(money.spend().to(2_100_000_000_000_001L))).isEqualTo("bad-txns-vout-toolarge");
        assertThat(reason(money.spend().to(2_100_000_000_000_000L).to(1))).isEqualTo("bad-txns-txouttotal-toolarge");
        assertThat(reason(money.spend().from(money.txid(), 0).to(1000))).isEqualTo("bad-txns-inputs-duplicate");
        assertThat(reason(money.spend())).isEqualTo("bad-txns-vout-empty");
    }

    @Test
    void refusesFeesTooSmallAndTooLarge() {
        Money money = money();

        assertThat(reason(money.spend().to(money.value()))).isEqualTo("min relay fee not met");
        assertThat(node.error(
                        "sendrawtransaction", money.spend().to(money.value()).hex()))
                .isEqualTo("-26 min relay fee not met, 0 < 10");
        Spending generous = money.spend().to(money.value() - 100_000_000);
        assertThat(reason(generous)).isEqualTo("max-fee-exceeded");
        assertThat(node.error("sendrawtransaction", generous.hex()))
                .isEqualTo("-25 Fee exceeds maximum configured by user (e.g. -maxtxfee, maxfeerate)");
        assertThat(node.text("sendrawtransaction", generous.hex(), Json.number(0)))
                .isEqualTo(generous.txid());
    }

    @Test
    void refusesWhatIsNotStandard() {
        Money money = money();
        long value = money.value() - FEE;
        Slice burn = Slice.ofHex("6a0401020304");

        assertThat(reason(money.spend().version(4).to(value))).isEqualTo("version");
        assertThat(reason(money.spend().to(value, Slice.ofHex("51")))).isEqualTo("scriptpubkey");
        assertThat(reason(money.spend().to(value - 329).to(329))).isEqualTo("dust");
        assertThat(reason(money.spend().to(value - 330).to(330))).isEqualTo("allowed");
        assertThat(reason(money.spend().to(value).to(0, burn))).isEqualTo("allowed");
        assertThat(node.error(
                        "sendrawtransaction",
                        money.spend().to(value - 1).to(1, burn).hex()))
                .isEqualTo("-25 Unspendable output exceeds maximum configured by user (maxburnamount)");
    }

    @Test
    void refusesWhatIsLocked() {
        Money money = money();
        long value = money.value() - FEE;
        int next = (int) node.number("getblockcount") + 1;

        assertThat(reason(new Spending().from(money.txid(), 0, 0).to(value).lockedUntil(next)))
                .isEqualTo("non-final");
        assertThat(reason(money.spend().to(value).lockedUntil(next))).isEqualTo("allowed");
        assertThat(reason(new Spending().from(money.txid(), 0, 0).to(value).lockedUntil(next - 1)))
                .isEqualTo("allowed");
        assertThat(reason(new Spending().from(money.txid(), 0, 1000).to(value))).isEqualTo("non-BIP68-final");
        assertThat(reason(new Spending().from(money.txid(), 0, 100).to(value))).isEqualTo("allowed");
        assertThat(reason(new Spending().from(money.txid(), 0, 1000).version(1).to(value)))
                .isEqualTo("allowed");
    }

    @Test
    void refusesAScriptThatDoesNotHold() {
        Money money = money();
        byte[] otherScript = {0x52};

        assertThat(reason(new Spending()
                        .from(money.txid(), 0, Spending.FINAL, otherScript)
                        .to(money.value() - FEE)))
                .startsWith("mempool-script-verify-flag-failed (");
    }

    @Test
    void replacesAConflictOnlyByWhatPaysMore() {
        Money money = money();
        Spending first = money.spend().to(money.value() - FEE);
        Spending child = new Spending().from(first.txid(), 0).to(money.value() - 2 * FEE);
        Spending cheaper = money.spend().to(money.value() - FEE + 1);
        Spending hardlyMore = money.spend().to(money.value() - 2 * FEE - 1);
        Spending better = money.spend().to(money.value() - 3 * FEE);
        node.call("sendrawtransaction", first.hex());
        node.call("sendrawtransaction", child.hex());

        assertThat(reason(cheaper)).isEqualTo("insufficient fee");
        assertThat(reason(hardlyMore)).isEqualTo("insufficient fee");
        assertThat(node.text("sendrawtransaction", better.hex())).isEqualTo(better.txid());

        assertThat(node.texts("getrawmempool")).contains(better.txid()).doesNotContain(first.txid(), child.txid());
    }

    @Test
    void knowsWhatIsConfirmedAlready() {
        Money money = money();
        Spending spending = money.spend().to(money.value() - FEE);
        node.call("sendrawtransaction", spending.hex());
        node.call("generatetoaddress", Json.number(1), Spending.address());

        assertThat(reason(spending)).isEqualTo("txn-already-known");
        assertThat(node.error("sendrawtransaction", spending.hex()))
                .isEqualTo("-27 Transaction outputs already in utxo set");
        Json.Obj made = (Json.Obj) node.call("gettxout", Json.text(spending.txid()), Json.number(0));
        assertThat(made.get("confirmations")).isEqualTo(Json.number(1));
    }

    @Test
    void saysWhyATextIsNoTransactionOrNoAddress() {
        assertThat(node.error("testmempoolaccept", Json.array(List.of(Json.text("00")))))
                .isEqualTo("-22 TX decode failed for tx 0. Make sure the tx has at least one input.");
        assertThat(node.error("testmempoolaccept", Json.array(List.of())))
                .isEqualTo("-8 Array must contain between 1 and 25 transactions.");
        assertThat(node.error("generatetoaddress", Json.number(1), Json.text("nobody")))
                .isEqualTo("-5 Error: Invalid address");
        assertThat(node.error("getmempoolentry", Json.text("22".repeat(32))))
                .isEqualTo("-5 Transaction not in mempool");
    }
}
