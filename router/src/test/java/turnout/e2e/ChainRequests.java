package turnout.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import turnout.chain.v1.BroadcastTransactionRequest;
import turnout.chain.v1.EstimateFeeRequest;
import turnout.chain.v1.GetBlockHashRequest;
import turnout.chain.v1.GetMempoolEntryRequest;
import turnout.chain.v1.GetMempoolInfoRequest;
import turnout.chain.v1.GetTxOutProofRequest;
import turnout.chain.v1.GetTxOutRequest;
import turnout.chain.v1.TestTransactionRequest;
import turnout.chain.v1.VerifyTxOutProofRequest;

/** Requests about outputs, proofs, the mempool and fees, over the recorded chain; about half of them good. */
final class ChainRequests {

    private final BiConsumer<String, MessageLite.Builder> add;
    private final List<JsonNode> blocks = Recorded.entries("blocks.json");
    private final List<JsonNode> transactions = Recorded.entries("transactions.json");
    // Signed for outputs that stand at the end of the recorded chain; each is there twice, from v0 and v2.
    private final List<JsonNode> flows = Recorded.entries("psbt_flows.json");
    private final List<JsonNode> proofs = Recorded.entries("merkle_proofs.json");

    /** @param add takes a full method name and a request */
    ChainRequests(BiConsumer<String, MessageLite.Builder> add) {
        this.add = (operation, request) -> add.accept(Requests.CHAIN + operation, request);
    }

    void addAll() {
        for (int i = 0; i < 10; i++) {
            outputs(i);
            proofs(i);
            mempool(i);
            offers(i);
        }
    }

    private void outputs(int i) {
        add.accept("GetBlockHash", GetBlockHashRequest.newBuilder().setHeight(9 * i));
        add.accept("GetBlockHash", GetBlockHashRequest.newBuilder().setHeight(i == 0 ? -1 : 115 + i));
        // A block's coinbase at the end of the chain is not spent yet.
        String coinbase = coinbase(blocks.size() - 1 - i % 5);
        GetTxOutRequest.Builder output = GetTxOutRequest.newBuilder().setTxid(coinbase);
        add.accept("GetTxOut", i % 2 == 0 ? output : output.setIncludeMempool(false));
        add.accept(
                "GetTxOut",
                switch (i % 4) {
                    case 0 -> GetTxOutRequest.newBuilder().setTxid(coinbase).setVout(-1);
                    case 1 -> GetTxOutRequest.newBuilder();
                    case 2 -> GetTxOutRequest.newBuilder().setTxid("zz" + coinbase.substring(2));
                    default -> GetTxOutRequest.newBuilder().setTxid(coinbase).setVout(77);
                });
    }

    /** Of a recorded block, counted around. */
    private String coinbase(int block) {
        return blocks.get(block % blocks.size())
                .get("verbose1")
                .get("tx")
                .get(0)
                .stringValue();
    }

    private void proofs(int i) {
        String block = blocks.get((i + 1) % blocks.size()).get("hash").stringValue();
        GetTxOutProofRequest.Builder one = GetTxOutProofRequest.newBuilder().addTxids(coinbase(i + 1));
        add.accept("GetTxOutProof", one.clone().setBlockHash(block));
        add.accept(
                "GetTxOutProof",
                switch (i % 6) {
                    case 0 -> one.clone().addTxids(coinbase(i + 1));
                    case 1 -> one.clone().setBlockHash(block.substring(1));
                    case 2 -> one.clone().setBlockHash("00".repeat(32));
                    case 3 -> one.clone().addTxids(coinbase(i + 2)).setBlockHash(block);
                    case 4 -> GetTxOutProofRequest.newBuilder();
                    default -> one.clone().addTxids("12");
                });
        ByteString proof = Hex.bytes(proofs.get(i % proofs.size()).get("proof").stringValue());
        add.accept("VerifyTxOutProof", VerifyTxOutProofRequest.newBuilder().setProof(proof));
        add.accept("VerifyTxOutProof", VerifyTxOutProofRequest.newBuilder().setProof(proof.substring(0, 90 + i)));
    }

    private void mempool(int i) {
        add.accept(
                "EstimateFee",
                EstimateFeeRequest.newBuilder().setConfTarget(1 + 90 * i).setEstimateModeValue(i % 3));
        add.accept(
                "EstimateFee",
                i % 3 == 0
                        ? EstimateFeeRequest.newBuilder()
                        : EstimateFeeRequest.newBuilder()
                                .setConfTarget(i % 3 == 1 ? 1009 : 6)
                                .setEstimateModeValue(7));
        // Broadcast before, because methods are asked in the order of their names.
        String sent = flow(i % 3).get("accept").get(0).get("txid").stringValue();
        add.accept("GetMempoolEntry", GetMempoolEntryRequest.newBuilder().setTxid(sent));
        add.accept("GetMempoolInfo", GetMempoolInfoRequest.newBuilder());
        add.accept("GetMempoolEntry", GetMempoolEntryRequest.newBuilder().setTxid(i % 2 == 0 ? coinbase(3) : "12"));
    }

    private JsonNode flow(int i) {
        return flows.get(2 * i);
    }

    /** New transactions, and such as the chain holds already; to refuse one in a test is an answer. */
    private void offers(int i) {
        ByteString known = Hex.bytes(
                transactions.get(transactions.size() - 1 - i).get("hex").stringValue());
        ByteString toTest = Hex.bytes(flow(4 + i % 4).get("finalized_hex").stringValue());
        ByteString toSend = Hex.bytes(flow(i % 3).get("finalized_hex").stringValue());
        TestTransactionRequest.Builder test = TestTransactionRequest.newBuilder();
        add.accept("TestTransaction", test.clone().setRawTransaction(i % 2 == 0 ? known : toTest));
        add.accept(
                "TestTransaction",
                i % 2 == 0
                        ? test.clone().setRawTransaction(known.substring(1))
                        : test.clone().setRawTransaction(known).setMaxFeeRate(-1));
        BroadcastTransactionRequest.Builder send = BroadcastTransactionRequest.newBuilder();
        add.accept("BroadcastTransaction", send.clone().setRawTransaction(toSend));
        add.accept(
                "BroadcastTransaction",
                switch (i % 4) {
                    case 0 -> send.clone();
                    case 1 -> send.clone().setRawTransaction(toSend).setMaxBurnAmount(-5);
                    case 2 -> send.clone().setRawTransaction(toTest).setMaxFeeRate(1);
                    default -> send.clone().setRawTransaction(toSend.substring(3));
                });
    }
}
