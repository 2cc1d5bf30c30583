package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bitcoinj.base.Base58;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.keys.v1.MessageFormat;
import turnout.keys.v1.SignMessageRequest;
import turnout.keys.v1.SignMessageResponse;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;

class SignMessageTest {

    private static final String WIF = "L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k";
    private static final SignMessageRequest GOOD = SignMessageRequest.newBuilder()
            .setNetwork(Network.NETWORK_MAINNET)
            .addPrivateKeys(WIF)
            .setAddress("bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l")
            .build();

    @Test
    void signsEveryRecordedMessageAsTheNodeDid() throws Refusal {
        int count = 0;
        for (JsonNode vector : Vectors.json("recorded/signmessage.json")) {
            SignMessageResponse signed = SignMessage.answer(SignMessageRequest.newBuilder()
                    .setNetwork(Network.NETWORK_REGTEST)
                    .addPrivateKeys(vector.get("wif").stringValue())
                    .setAddress(vector.get("address").stringValue())
                    .setMessage(vector.get("message").stringValue())
                    .build());

            assertThat(signed.getSignature()).isEqualTo(vector.get("signature").stringValue());
            assertThat(signed.getFormat()).isEqualTo(MessageFormat.MESSAGE_FORMAT_LEGACY);
            count++;
        }
        assertThat(count).isEqualTo(7);
    }

    @Test
    void makesTheVirtualTransactionsOfBip322() throws Refusal {
        for (JsonNode vector : Vectors.json("bips/bip322_basic.json").get("tx_hashes")) {
            SignMessageResponse signed = SignMessage.answer(GOOD.toBuilder()
                    .setMessage(vector.get("message").stringValue())
                    .build());

            assertThat(CoreJson.hex(signed.getMessageHash()))
                    .isEqualTo(vector.get("message_hash").stringValue());
            assertThat(signed.getToSpendTxid())
                    .isEqualTo(vector.get("to_spend_tx_hash").stringValue());
            assertThat(signed.getToSignTxid())
                    .isEqualTo(vector.get("to_sign_tx_hash").stringValue());
        }
    }

    /** The BIP's multisig has a high R in it, its taproot signature a nonce of btcd's: those are verified, not remade. */
    @Test
    void signsEveryP2wpkhMessageOfBip322WithLowR() throws Refusal {
        int count = 0;
        for (JsonNode vector : Vectors.json("bips/bip322_basic.json").get("simple")) {
            if (vector.get("type").stringValue().equals("p2wpkh")) {
                SignMessageResponse signed = SignMessage.answer(GOOD.toBuilder()
                        .setMessage(vector.get("message").stringValue())
                        .build());

                assertThat(signed.getSignature())
                        .isEqualTo(vector.get("bip322_signatures").get(0).stringValue());
                count++;
            }
        }
        assertThat(count).isEqualTo(2);
    }

    @Test
    void refusesWhatCannotBeSigned() {
        String other = Base58.encodeChecked(
                0x80, ByteString.fromHex("00".repeat(31) + "0101").toByteArray());
        assertThat(refused(r -> r.clearNetwork())).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "network"));
        assertThat(refused(r -> r.clearPrivateKeys())).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "private_keys"));
        assertThat(refused(r -> r.addAllPrivateKeys(List.of(WIF.repeat(20).split("(?<=2k)")))))
                .isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "private_keys"));
        assertThat(refused(r -> r.addPrivateKeys(""))).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "private_keys[1]"));
        assertThat(refused(r -> r.setPrivateKeys(0, "x")))
                .isEqualTo(new Refused(Reason.PRIVATE_KEY_INVALID, "private_keys[0]"));
        assertThat(refused(r -> r.setNetwork(Network.NETWORK_REGTEST)))
                .isEqualTo(new Refused(Reason.NETWORK_MISMATCH, "private_keys[0]"));
        assertThat(refused(r -> r.setAddress("bc1q"))).isEqualTo(new Refused(Reason.ADDRESS_INVALID, "address"));
        assertThat(refused(r -> r.setAddress("bc1pfeessrawgf")))
                .isEqualTo(new Refused(Reason.ADDRESS_WITHOUT_KEY, "address"));
        assertThat(refused(r -> r.setMessage("m".repeat((1 << 20) + 1))))
                .isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "message"));
        assertThat(refused(r -> r.setScript(ByteString.fromHex("51"))))
                .isEqualTo(new Refused(Reason.SCRIPT_MISMATCH, "script"));
        assertThat(refused(r -> r.setPrivateKeys(0, other).setFormatValue(9)))
                .isEqualTo(new Refused(Reason.KEY_MISMATCH, "private_keys"));
        assertThat(refused(r -> r.setFormatValue(9))).isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "format"));
        assertThat(refused(r -> r.setFormat(MessageFormat.MESSAGE_FORMAT_LEGACY)))
                .isEqualTo(new Refused(Reason.FORMAT_UNSUPPORTED, "format"));
    }

    private static Refused refused(UnaryOperator<SignMessageRequest.Builder> change) {
        return Refused.by(
                () -> SignMessage.answer(change.apply(GOOD.toBuilder()).build()));
    }
}
