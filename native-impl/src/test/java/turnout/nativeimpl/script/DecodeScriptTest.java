package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeScriptResponse;

class DecodeScriptTest {

    @Test
    void saysWhatCoreSaysOfEveryRecordedScript() throws Refusal {
        for (JsonNode vector : Vectors.json("recorded/decodescript.json")) {
            JsonNode expected = vector.get("out").get("result");

            assertThat(CoreJson.plain(core(decode(vector.get("hex").stringValue()))))
                    .as(vector.get("hex").stringValue())
                    .isEqualTo(CoreJson.plain(expected));
        }
    }

    @Test
    void saysWhatCoresOwnTestsExpect() throws Refusal {
        for (JsonNode vector : Vectors.json("core/rpc_decodescript.json")) {
            assertThat(CoreJson.plain(core(decode(vector.get(0).stringValue()))))
                    .isEqualTo(CoreJson.plain(vector.get(1)));
        }
    }

    @Test
    void keepsTheRawScriptInTheAnswer() throws Refusal {
        assertThat(CoreJson.hex(decode("6a02ee").getScriptPubKey().getRaw())).isEqualTo("6a02ee");
    }

    @Test
    void acceptsAnySixteenAndMoreKeysOfMultisigUpToTwenty() throws Refusal {
        String key = "21020202020202020202020202020202020202020202020202020202020202020202";

        assertThat(decode("51" + key.repeat(20) + "0114" + "ae")
                        .getScriptPubKey()
                        .getOutputDescriptor())
                .startsWith("multi(1,0202");
        assertThat(decode("51" + key.repeat(21) + "0115" + "ae")
                        .getScriptPubKey()
                        .getOutputDescriptor())
                .startsWith("raw(");
        // Sixteen has an operation of its own, so that a push of it is not minimal.
        assertThat(decode("51" + key.repeat(16) + "0110" + "ae")
                        .getScriptPubKey()
                        .getOutputDescriptor())
                .startsWith("raw(");
    }

    @Test
    void requiresANetworkThatTheContractNames() {
        assertThat(Refused.by(() -> DecodeScript.answer(DecodeScriptRequest.getDefaultInstance())))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "network"));
        assertThat(Refused.by(() -> DecodeScript.answer(
                        DecodeScriptRequest.newBuilder().setNetworkValue(6).build())))
                .isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "network"));
    }

    private static DecodeScriptResponse decode(String hex) throws Refusal {
        return DecodeScript.answer(DecodeScriptRequest.newBuilder()
                .setScript(ByteString.fromHex(hex))
                .setNetwork(Network.NETWORK_REGTEST)
                .build());
    }

    private static ObjectNode core(DecodeScriptResponse response) {
        ObjectNode json = CoreJson.script(response.getScriptPubKey(), false);
        if (!response.getP2Sh().isEmpty()) {
            json.put("p2sh", response.getP2Sh());
        }
        if (response.hasSegwit()) {
            json.set(
                    "segwit",
                    CoreJson.script(response.getSegwit().getScriptPubKey(), true)
                            .put("p2sh-segwit", response.getSegwit().getP2ShSegwit()));
        }
        return json;
    }
}
