package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import turnout.bitcoin.v1.Network;
import turnout.bitcoin.v1.Transaction;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DecodeTransactionRequest;

class DecodeTransactionTest {

    @Test
    void saysWhatCoreSaysOfEveryRecordedTransaction() throws Refusal {
        for (JsonNode vector : Vectors.json("recorded/transactions.json")) {
            ObjectNode decoded = CoreJson.transaction(decode(vector.get("hex").stringValue()));

            assertThat(CoreJson.plain(decoded)).isEqualTo(CoreJson.plain(vector.get("decoderawtransaction")));
        }
    }

    @Test
    void saysWhatCoreSaysOfEveryTransactionInTheRecordedBlocks() throws Refusal {
        for (JsonNode block : Vectors.json("recorded/blocks.json")) {
            for (JsonNode transaction : block.get("verbose2").get("tx")) {
                ObjectNode decoded =
                        CoreJson.transaction(decode(transaction.get("hex").stringValue()));
                ObjectNode expected = (ObjectNode) transaction.deepCopy();
                expected.remove(List.of("fee", "hex"));

                assertThat(CoreJson.plain(decoded)).isEqualTo(CoreJson.plain(expected));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blocks/block413567.raw",
                "blocks/mainnet_block_000000000000000000000c835b2adcaedc20fdf6ee440009c249452c726dafae.raw"
            })
    void readsEveryTransactionOfAMainnetBlockAsBitcoinjDoes(String file) throws Refusal {
        byte[] raw = Vectors.bytes(file);
        Block block = Block.read(ByteBuffer.wrap(raw));

        for (org.bitcoinj.core.Transaction expected : Objects.requireNonNull(block.getTransactions())) {
            Transaction decoded = decode(HexFormat.of().formatHex(expected.serialize()));

            assertThat(decoded.getTxid()).isEqualTo(expected.getTxId().toString());
            assertThat(decoded.getWtxid()).isEqualTo(expected.getWTxId().toString());
            assertThat(decoded.getWeight()).isEqualTo(expected.getWeight());
            assertThat(decoded.getVsize()).isEqualTo(expected.getVsize());
            assertThat(decoded.getInputsCount()).isEqualTo(expected.getInputs().size());
            assertThat(decoded.getOutputsCount())
                    .isEqualTo(expected.getOutputs().size());
        }
    }

    @Test
    void takesATransactionWithoutInputsForALegacyOneWhereItIsNoWitnessSerialization() throws Refusal {
        // Version, no inputs, one output with an empty script, lock time.
        Transaction decoded = decode("0100000000010000000000000000" + "00" + "00000000");

        assertThat(decoded.getInputsCount()).isZero();
        assertThat(decoded.getOutputsCount()).isEqualTo(1);
    }

    @Test
    void acceptsATransactionWithNeitherInputsNorOutputs() throws Refusal {
        Transaction decoded = decode("02000000" + "0000" + "00000000");

        assertThat(decoded.getSize()).isEqualTo(10);
        assertThat(decoded.getWeight()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                // One input, of which nothing is there.
                "0100000001",
                // A count of inputs in three bytes where one is enough.
                "01000000fd0000" + "00" + "00000000",
                // A count that no message can hold.
                "01000000feffffffff" + "00" + "00000000",
                // A byte too many after a whole transaction.
                "02000000" + "0000" + "00000000" + "00",
                // A witness serialization whose only witness is empty.
                "01000000" + "0001" + "01" + "0000000000000000000000000000000000000000000000000000000000000001"
                        + "00000000" + "00" + "ffffffff" + "00" + "00" + "00000000",
                // Flag 2 means nothing.
                "01000000" + "0002" + "01" + "0000000000000000000000000000000000000000000000000000000000000001"
                        + "00000000" + "00" + "ffffffff" + "00" + "00000000",
            })
    void refusesWhatIsNotOneWholeTransaction(String hex) {
        assertThat(Refused.by(() -> decode(hex)))
                .isEqualTo(new Refused(Reason.TRANSACTION_MALFORMED, "raw_transaction"));
    }

    @Test
    void reportsTheFirstBadFieldInFieldOrder() {
        ByteString good = ByteString.fromHex("02000000" + "0000" + "00000000");

        assertThat(Refused.by(() -> DecodeTransaction.answer(DecodeTransactionRequest.getDefaultInstance())))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "raw_transaction"));
        assertThat(Refused.by(() -> DecodeTransaction.answer(DecodeTransactionRequest.newBuilder()
                        .setRawTransaction(ByteString.fromHex("00"))
                        .setNetworkValue(77)
                        .build())))
                .isEqualTo(new Refused(Reason.TRANSACTION_MALFORMED, "raw_transaction"));
        assertThat(Refused.by(() -> DecodeTransaction.answer(DecodeTransactionRequest.newBuilder()
                        .setRawTransaction(good)
                        .build())))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "network"));
        assertThat(Refused.by(() -> DecodeTransaction.answer(DecodeTransactionRequest.newBuilder()
                        .setRawTransaction(good)
                        .setNetworkValue(77)
                        .build())))
                .isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "network"));
    }

    private static Transaction decode(String hex) throws Refusal {
        return DecodeTransaction.answer(DecodeTransactionRequest.newBuilder()
                        .setRawTransaction(ByteString.fromHex(hex))
                        .setNetwork(Network.NETWORK_REGTEST)
                        .build())
                .getTransaction();
    }
}
