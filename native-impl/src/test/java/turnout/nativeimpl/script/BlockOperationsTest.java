package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.ComputeCompactFilterRequest;
import turnout.script.v1.ComputeCompactFilterResponse;
import turnout.script.v1.ComputeMerkleRootRequest;
import turnout.script.v1.ComputeMerkleRootResponse;
import turnout.script.v1.DecodeBlockHeaderRequest;
import turnout.script.v1.DecodeBlockRequest;
import turnout.script.v1.DecodeBlockResponse;

class BlockOperationsTest {

    private static final String ZEROS = "0".repeat(64);
    private static final byte[] INPUT = new byte[42];

    static {
        INPUT[0] = 1;
    }

    @Test
    void saysWhatTheNodeSaidOfItsBlocks() throws Refusal {
        String previous = ZEROS;
        String last = "";
        for (JsonNode block : Vectors.json("recorded/blocks.json")) {
            ByteString raw = ByteString.fromHex(block.get("raw").stringValue());
            DecodeBlockResponse decoded = decode(raw);
            JsonNode core = block.get("header");
            assertThat(decoded.getHeader().getBlockHash())
                    .isEqualTo(core.get("hash").stringValue());
            assertThat(CoreJson.hex(decoded.getHeader().getTarget()))
                    .isEqualTo(core.get("target").stringValue());
            assertThat(decoded.getMerkleRootValid()).isTrue();
            assertThat(decoded.getTransactionsList())
                    .extracting(transaction -> transaction.getTxid())
                    .isEqualTo(texts(block.get("verbose1").get("tx")));
            assertThat(root(texts(block.get("verbose1").get("tx"))).getMerkleRoot())
                    .isEqualTo(core.get("merkleroot").stringValue());

            boolean follows = core.path("previousblockhash").stringValue("").equals(last);
            ComputeCompactFilterResponse filter = filter(raw, prevouts(block), follows ? previous : ZEROS);
            assertThat(CoreJson.hex(filter.getFilter()))
                    .isEqualTo(block.get("filter").get("filter").stringValue());
            if (follows) {
                assertThat(filter.getFilterHeader())
                        .isEqualTo(block.get("filter").get("header").stringValue());
            }
            previous = block.get("filter").get("header").stringValue();
            last = core.get("hash").stringValue();
        }
    }

    @Test
    void readsABlockOfMainnetToItsEnd() throws Refusal {
        DecodeBlockResponse decoded = decode(ByteString.copyFrom(Vectors.bytes("blocks/block413567.raw")));

        assertThat(decoded.getTransactionsCount()).isEqualTo(1557);
        assertThat(decoded.getMerkleRootValid()).isTrue();
        assertThat(decoded.getMerkleTreeMutated()).isFalse();
    }

    @Test
    void tellsAListThatAnotherOneHasTheRootOf() throws Refusal {
        String a = "a".repeat(64);
        String b = "b".repeat(64);
        String c = "c".repeat(64);

        assertThat(root(List.of(a, b, c)).getMerkleRoot())
                .isEqualTo(root(List.of(a, b, c, c)).getMerkleRoot());
        assertThat(root(List.of(a, b, c)).getMutated()).isFalse();
        assertThat(root(List.of(a, b, c, c)).getMutated()).isTrue();
        assertThat(root(List.of(a, b, a, b)).getMutated()).isTrue();
        assertThat(root(List.of(a)).getMerkleRoot()).isEqualTo(a);
    }

    @Test
    void refusesHashesByTheirPlace() {
        assertThat(Refused.by(() -> root(List.of()))).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "txids"));
        assertThat(Refused.by(() -> root(List.of(ZEROS, "xy"))))
                .isEqualTo(new Refused(Reason.TXID_INVALID, "txids[1]"));
        List<String> many = Collections.nCopies(50_001, ZEROS);
        assertThat(Refused.by(() -> root(many))).isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "txids"));
    }

    @Test
    void hasATargetOnlyWithin256Bits() throws Refusal {
        assertThat(target(0x207fffff)).isEqualTo("7fffff" + "00".repeat(29));
        assertThat(target(0x01003456)).isEqualTo(ZEROS);
        assertThat(target(0x01123456)).isEqualTo("00".repeat(31) + "12");
        assertThat(target(0x01803456)).isEqualTo(ZEROS);
        assertThat(target(0x01fedcba)).isEmpty();
        assertThat(target(0x04923456)).isEmpty();
        assertThat(target(0x21010000)).isEmpty();
        assertThat(target(0x210000ff)).isEqualTo("00ff" + "00".repeat(30));
        assertThat(target(0xff123456)).isEmpty();
    }

    @Test
    void refusesBlocksThatAreNoneOrTooLarge() throws Refusal {
        Refused malformed = new Refused(Reason.BLOCK_MALFORMED, "raw_block");
        Refused limit = new Refused(Reason.LIMIT_EXCEEDED, "raw_block");

        assertThat(refused(0)).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "raw_block"));
        assertThat(refused(79)).isEqualTo(malformed);
        assertThat(refused(80)).isEqualTo(malformed);
        assertThat(decode(ByteString.copyFrom(new byte[81])).getTransactionCount())
                .isZero();
        assertThat(refused(82)).isEqualTo(malformed);
        assertThat(refused(4_000_001)).isEqualTo(limit);
        assertThat(Refused.by(() -> decode(block(200_000, 0)))).isEqualTo(limit);
        assertThat(Refused.by(() -> decode(block(1, 1_000_000)))).isEqualTo(limit);
        assertThat(decode(block(1, 100)).getTransactionCount()).isOne();
    }

    /** One transaction of one input and so many outputs with scripts of zeros. */
    private static ByteString block(int outputs, int scriptLength) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(new byte[80]);
        raw.write(1);
        raw.writeBytes(new byte[4]);
        raw.writeBytes(INPUT);
        count(raw, outputs);
        for (int i = 0; i < outputs; i++) {
            raw.writeBytes(new byte[8]);
            count(raw, scriptLength);
            raw.writeBytes(new byte[scriptLength]);
        }
        raw.writeBytes(new byte[4]);
        return ByteString.copyFrom(raw.toByteArray());
    }

    private static void count(ByteArrayOutputStream raw, int count) {
        if (count < 253) {
            raw.write(count);
        } else {
            raw.write(254);
            for (int i = 0; i < 4; i++) {
                raw.write(count >> (8 * i));
            }
        }
    }

    @Test
    void needsAPrevoutForEachInputBehindTheFirstTransaction() {
        JsonNode block = Vectors.json("recorded/blocks.json").get(5);
        ByteString raw = ByteString.fromHex(block.get("raw").stringValue());
        List<ByteString> scripts = prevouts(block);

        assertThat(Refused.by(() -> filter(raw, scripts.subList(1, scripts.size()), ZEROS)))
                .isEqualTo(new Refused(Reason.PREVOUTS_MISMATCH, "prevout_scripts"));
        assertThat(Refused.by(() -> filter(raw, scripts, "")))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "previous_filter_header"));
        assertThat(Refused.by(() -> filter(raw, scripts, "00")))
                .isEqualTo(new Refused(Reason.FILTER_HEADER_INVALID, "previous_filter_header"));
    }

    private static DecodeBlockResponse decode(ByteString raw) throws Refusal {
        return DecodeBlock.answer(DecodeBlockRequest.newBuilder()
                .setNetwork(Network.NETWORK_REGTEST)
                .setRawBlock(raw)
                .build());
    }

    private static Refused refused(int zeros) {
        return Refused.by(() -> decode(ByteString.copyFrom(new byte[zeros])));
    }

    private static String target(int bits) throws Refusal {
        byte[] header = new byte[80];
        for (int i = 0; i < 4; i++) {
            header[72 + i] = (byte) (bits >> (8 * i));
        }
        return CoreJson.hex(DecodeBlockHeader.answer(DecodeBlockHeaderRequest.newBuilder()
                        .setRawHeader(ByteString.copyFrom(header))
                        .build())
                .getHeader()
                .getTarget());
    }

    private static ComputeMerkleRootResponse root(List<String> txids) throws Refusal {
        return ComputeMerkleRoot.answer(
                ComputeMerkleRootRequest.newBuilder().addAllTxids(txids).build());
    }

    private static ComputeCompactFilterResponse filter(ByteString raw, List<ByteString> prevouts, String previous)
            throws Refusal {
        return ComputeCompactFilter.answer(ComputeCompactFilterRequest.newBuilder()
                .setRawBlock(raw)
                .addAllPrevoutScripts(prevouts)
                .setPreviousFilterHeader(previous)
                .build());
    }

    private static List<ByteString> prevouts(JsonNode block) {
        return block.get("verbose3")
                .get("tx")
                .valueStream()
                .skip(1)
                .flatMap(transaction -> transaction.get("vin").valueStream())
                .map(input -> ByteString.fromHex(
                        input.get("prevout").get("scriptPubKey").get("hex").stringValue()))
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }
}
