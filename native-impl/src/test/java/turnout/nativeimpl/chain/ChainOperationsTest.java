package turnout.nativeimpl.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import turnout.chain.v1.Block;
import turnout.chain.v1.BlockHeader;
import turnout.chain.v1.BlockTransaction;
import turnout.chain.v1.BlockVerbosity;
import turnout.chain.v1.GetBlockHeaderRequest;
import turnout.chain.v1.GetBlockHeaderResponse;
import turnout.chain.v1.GetBlockRequest;
import turnout.chain.v1.GetTransactionRequest;
import turnout.chain.v1.GetTransactionResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.node.ToyNode;
import turnout.nativeimpl.refusal.Refusal;

class ChainOperationsTest {

    private static final String NOWHERE = "00".repeat(31) + "ff";

    private RecordedAnswers recorded;
    private ChainNode node;

    @BeforeEach
    void start() {
        recorded = new RecordedAnswers();
        node = new ChainNode(new ToyNode(recorded));
    }

    @Test
    void givesEveryRecordedHeaderByHashAndByHeight() throws Refusal {
        for (JsonNode block : recorded.blocks) {
            GetBlockHeaderResponse byHash = new GetBlockHeader(node)
                    .answer(GetBlockHeaderRequest.newBuilder()
                            .setBlockHash(block.get("hash").stringValue())
                            .build());
            GetBlockHeaderResponse byHeight = new GetBlockHeader(node)
                    .answer(GetBlockHeaderRequest.newBuilder()
                            .setHeight(block.get("height").intValue())
                            .build());

            assertHeader(byHash.getHeader(), block.get("header"));
            assertThat(byHeight).isEqualTo(byHash);
            assertThat(byHash.getTipHeight()).isEqualTo(115);
        }
    }

    @Test
    void givesEveryRecordedBlockAtEveryVerbosity() throws Refusal {
        for (JsonNode recordedBlock : recorded.blocks) {
            Block ids = block(recordedBlock, BlockVerbosity.BLOCK_VERBOSITY_UNSPECIFIED);
            Block full = block(recordedBlock, BlockVerbosity.BLOCK_VERBOSITY_TRANSACTIONS);
            Block raw = block(recordedBlock, BlockVerbosity.BLOCK_VERBOSITY_RAW);

            assertHeader(ids.getHeader(), recordedBlock.get("header"));
            assertThat(ids.getSize())
                    .isEqualTo(recordedBlock.get("verbose1").get("size").intValue());
            assertThat(ids.getStrippedSize())
                    .isEqualTo(recordedBlock.get("verbose1").get("strippedsize").intValue());
            assertThat(ids.getWeight())
                    .isEqualTo(recordedBlock.get("verbose1").get("weight").intValue());
            assertThat(ids.getTxidsList())
                    .isEqualTo(recordedBlock
                            .get("verbose1")
                            .get("tx")
                            .valueStream()
                            .map(JsonNode::stringValue)
                            .toList());
            assertThat(raw.getRawBlock())
                    .isEqualTo(ByteString.fromHex(recordedBlock.get("raw").stringValue()));
            assertTransactions(
                    full.getTransactionsList(), recordedBlock.get("verbose3").get("tx"));
        }
    }

    @Test
    void givesEveryRecordedTransactionWithItsPrevoutsAndFee() throws Refusal {
        for (JsonNode vector : recorded.transactions) {
            JsonNode expected = vector.get("verbose2");
            GetTransactionResponse answer = transaction(vector.get("txid").stringValue(), "");

            assertTransaction(CoreJson.transaction(answer.getTransaction()), expected);
            assertThat(answer.getBlockHash())
                    .isEqualTo(expected.path("blockhash").stringValue(""));
            assertThat(answer.getConfirmations())
                    .isEqualTo(expected.path("confirmations").intValue(0));
            assertThat(answer.getTime()).isEqualTo(expected.path("blocktime").intValue(0));
            assertThat(answer.hasFee()).isEqualTo(expected.has("fee"));
            if (answer.hasFee()) {
                assertThat(BigDecimal.valueOf(answer.getFee(), 8))
                        .isEqualByComparingTo(expected.get("fee").decimalValue());
            }
            if (!answer.getBlockHash().isEmpty()) {
                assertThat(transaction(vector.get("txid").stringValue(), answer.getBlockHash()))
                        .isEqualTo(answer);
            }
        }
    }

    @Test
    void takesHashesInEitherCase() throws Refusal {
        String txid = recorded.transactions.get(0).get("txid").stringValue();

        assertThat(transaction(txid.toUpperCase(Locale.ROOT), "")).isEqualTo(transaction(txid, ""));
    }

    @Test
    void tellsAnUnknownBlockFromATransactionThatIsNotInIt() {
        String txid = recorded.transactions.get(0).get("txid").stringValue();
        String genesis = recorded.blocks.get(0).get("hash").stringValue();

        assertThat(Refused.by(() -> transaction(NOWHERE, "")))
                .isEqualTo(new Refused(Reason.TRANSACTION_NOT_FOUND, null));
        assertThat(Refused.by(() -> transaction(txid, NOWHERE))).isEqualTo(new Refused(Reason.BLOCK_NOT_FOUND, null));
        assertThat(Refused.by(() -> transaction(txid, genesis)))
                .isEqualTo(new Refused(Reason.TRANSACTION_NOT_FOUND, null));
    }

    @Test
    void saysThatABlockIsNotThere() {
        assertThat(Refused.by(() -> new GetBlock(node)
                        .answer(GetBlockRequest.newBuilder()
                                .setBlockHash(NOWHERE)
                                .build())))
                .isEqualTo(new Refused(Reason.BLOCK_NOT_FOUND, null));
        assertThat(Refused.by(() -> new GetBlock(node)
                        .answer(GetBlockRequest.newBuilder().setHeight(-1).build())))
                .isEqualTo(new Refused(Reason.BLOCK_NOT_FOUND, null));
    }

    @Test
    void reportsTheFirstBadFieldInFieldOrder() {
        GetBlock blocks = new GetBlock(node);

        assertThat(Refused.by(() -> blocks.answer(
                        GetBlockRequest.newBuilder().setVerbosityValue(7).build())))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "block"));
        assertThat(Refused.by(() -> blocks.answer(GetBlockRequest.newBuilder()
                        .setBlockHash("")
                        .setVerbosityValue(7)
                        .build())))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "block_hash"));
        assertThat(Refused.by(() -> blocks.answer(GetBlockRequest.newBuilder()
                        .setBlockHash("0x")
                        .setVerbosityValue(7)
                        .build())))
                .isEqualTo(new Refused(Reason.BLOCK_HASH_INVALID, "block_hash"));
        assertThat(Refused.by(() -> blocks.answer(GetBlockRequest.newBuilder()
                        .setHeight(0)
                        .setVerbosityValue(7)
                        .build())))
                .isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "verbosity"));
        assertThat(Refused.by(() -> transaction("", "zz"))).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "txid"));
        assertThat(Refused.by(() -> transaction("zz", "zz"))).isEqualTo(new Refused(Reason.TXID_INVALID, "txid"));
        assertThat(Refused.by(() -> transaction(NOWHERE, "zz")))
                .isEqualTo(new Refused(Reason.BLOCK_HASH_INVALID, "block_hash"));
    }

    private Block block(JsonNode recordedBlock, BlockVerbosity verbosity) throws Refusal {
        return new GetBlock(node)
                .answer(GetBlockRequest.newBuilder()
                        .setBlockHash(recordedBlock.get("hash").stringValue())
                        .setVerbosity(verbosity)
                        .build())
                .getBlock();
    }

    private GetTransactionResponse transaction(String txid, String blockHash) throws Refusal {
        return new GetTransaction(node)
                .answer(GetTransactionRequest.newBuilder()
                        .setTxid(txid)
                        .setBlockHash(blockHash)
                        .build());
    }

    private static void assertHeader(BlockHeader header, JsonNode expected) {
        assertThat(header.getBlockHash()).isEqualTo(expected.get("hash").stringValue());
        assertThat(header.getVersion()).isEqualTo(expected.get("version").intValue());
        assertThat(header.getPreviousBlockHash())
                .isEqualTo(expected.path("previousblockhash").stringValue(""));
        assertThat(header.getMerkleRoot()).isEqualTo(expected.get("merkleroot").stringValue());
        assertThat(header.getTime()).isEqualTo(expected.get("time").intValue());
        assertThat(Integer.toHexString(header.getBits()))
                .isEqualTo(expected.get("bits").stringValue());
        assertThat(Integer.toUnsignedLong(header.getNonce()))
                .isEqualTo(expected.get("nonce").longValue());
        assertThat(header.getHeight()).isEqualTo(expected.get("height").intValue());
        assertThat(header.getConfirmations())
                .isEqualTo(expected.get("confirmations").intValue());
        assertThat(header.getMedianTime()).isEqualTo(expected.get("mediantime").intValue());
        assertThat(CoreJson.hex(header.getChainWork()))
                .isEqualTo(expected.get("chainwork").stringValue());
        assertThat(CoreJson.hex(header.getTarget()))
                .isEqualTo(expected.get("target").stringValue());
        assertThat(header.getTransactionCount()).isEqualTo(expected.get("nTx").intValue());
        assertThat(header.getNextBlockHash())
                .isEqualTo(expected.path("nextblockhash").stringValue(""));
    }

    private static void assertTransactions(List<BlockTransaction> transactions, JsonNode expected) {
        assertThat(transactions).hasSize(expected.size());
        for (int i = 0; i < transactions.size(); i++) {
            BlockTransaction transaction = transactions.get(i);
            assertTransaction(CoreJson.transaction(transaction.getTransaction()), expected.get(i));
            assertThat(transaction.hasFee()).isEqualTo(expected.get(i).has("fee"));
            if (transaction.hasFee()) {
                assertThat(BigDecimal.valueOf(transaction.getFee(), 8))
                        .isEqualByComparingTo(expected.get(i).get("fee").decimalValue());
            }
        }
    }

    private static void assertTransaction(ObjectNode transaction, JsonNode expected) {
        ObjectNode decoded = (ObjectNode) expected.deepCopy();
        decoded.remove(List.of("fee", "hex", "blockhash", "confirmations", "time", "blocktime", "in_active_chain"));

        assertThat(CoreJson.plain(transaction)).isEqualTo(CoreJson.plain(decoded));
    }
}
