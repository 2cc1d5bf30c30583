package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.bitcoin.v1.ScriptType;
import turnout.errors.v1.Reason;
import turnout.keys.v1.DeriveAddressRequest;
import turnout.keys.v1.DeriveAddressResponse;
import turnout.keys.v1.Purpose;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;

class DeriveAddressTest {

    private static final String XPUB =
            "xpub6BgBgsespWvERF3LHQu6CnqdvfEvtMcQjYrcRzx53QJjSxarj2afYWcLteoGVky7D3UKDP9QyrLprQ3VCECoY49yfdDEHGCtMMj92pReUsQ";
    private static final DeriveAddressRequest FIRST_TAPROOT = DeriveAddressRequest.newBuilder()
            .setAccountKey(XPUB)
            .setPurpose(Purpose.PURPOSE_BIP86)
            .setNetwork(Network.NETWORK_MAINNET)
            .build();

    @Test
    void derivesTheAddressOfBip49() throws Refusal {
        JsonNode vectors = Vectors.json("bips/bip49_84_86.json").get("bip49");
        DeriveAddressRequest request = DeriveAddressRequest.newBuilder()
                .setAccountKey(firstWord(values(vectors, "account0Xpub ").getFirst()))
                .setPurpose(Purpose.PURPOSE_BIP49)
                .setNetwork(Network.NETWORK_TESTNET3)
                .build();

        DeriveAddressResponse answer = DeriveAddress.answer(request);

        assertThat(values(vectors, "address ").getFirst()).contains(" = " + answer.getAddress() + " ");
        assertThat("0x" + CoreJson.hex(answer.getPublicKey()))
                .isEqualTo(values(vectors, "account0recvPublicKeyHex ").getFirst());
        assertThat(values(vectors, "scriptSig ").getFirst()).endsWith(CoreJson.hex(answer.getRedeemScript()));
        assertThat(answer.getType()).isEqualTo(ScriptType.SCRIPT_TYPE_SCRIPTHASH);
    }

    @Test
    void derivesTheAddressesOfBip84() throws Refusal {
        JsonNode vectors = Vectors.json("bips/bip49_84_86.json").get("bip84");
        DeriveAddressRequest request = DeriveAddressRequest.newBuilder()
                .setAccountKey(values(vectors, "xpub  ").getFirst())
                .setPurpose(Purpose.PURPOSE_BIP84)
                .setNetwork(Network.NETWORK_MAINNET)
                .build();

        List<String> addresses = List.of(
                DeriveAddress.answer(request).getAddress(),
                DeriveAddress.answer(request.toBuilder().setIndex(1).build()).getAddress(),
                DeriveAddress.answer(request.toBuilder().setChange(true).build())
                        .getAddress());

        assertThat(addresses).isEqualTo(values(vectors, "address "));
        assertThat(CoreJson.hex(DeriveAddress.answer(request).getPublicKey()))
                .isEqualTo(values(vectors, "pubkey  ").getFirst());
    }

    @Test
    void derivesTheAddressesOfBip86FromPrivateAndPublicAccounts() throws Refusal {
        JsonNode vectors = Vectors.json("bips/bip49_84_86.json").get("bip86");
        DeriveAddressRequest request = FIRST_TAPROOT.toBuilder()
                .setAccountKey(values(vectors, "xprv ").getFirst())
                .build();

        List<DeriveAddressResponse> answers = List.of(
                DeriveAddress.answer(request),
                DeriveAddress.answer(request.toBuilder().setIndex(1).build()),
                DeriveAddress.answer(request.toBuilder().setChange(true).build()));

        assertThat(answers.stream().map(DeriveAddressResponse::getAddress).toList())
                .isEqualTo(values(vectors, "address      "));
        assertThat(answers.stream()
                        .map(answer -> CoreJson.hex(answer.getScriptPubKey()))
                        .toList())
                .isEqualTo(values(vectors, "scriptPubKey "));
        assertThat(answers.stream()
                        .map(answer -> CoreJson.hex(answer.getPublicKey()).substring(2))
                        .toList())
                .isEqualTo(values(vectors, "internal_key "));
        assertThat(DeriveAddress.answer(FIRST_TAPROOT)).isEqualTo(answers.getFirst());
    }

    @Test
    void derivesAPlainAddressForBip44() throws Refusal {
        DeriveAddressResponse answer = DeriveAddress.answer(
                FIRST_TAPROOT.toBuilder().setPurpose(Purpose.PURPOSE_BIP44).build());

        assertThat(answer.getAddress()).startsWith("1");
        assertThat(answer.getType()).isEqualTo(ScriptType.SCRIPT_TYPE_PUBKEYHASH);
    }

    @Test
    void reportsTheFirstBadFieldInFieldOrder() {
        assertThat(refused(FIRST_TAPROOT.toBuilder().clearAccountKey().clearPurpose()))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "account_key"));
        assertThat(refused(FIRST_TAPROOT.toBuilder().setAccountKey("xpub").clearPurpose()))
                .isEqualTo(new Refused(Reason.EXTENDED_KEY_INVALID, "account_key"));
        assertThat(refused(FIRST_TAPROOT.toBuilder().clearPurpose().setIndex(-1)))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "purpose"));
        assertThat(refused(FIRST_TAPROOT.toBuilder().setPurposeValue(45).setIndex(-1)))
                .isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "purpose"));
        assertThat(refused(FIRST_TAPROOT.toBuilder().setIndex(-1).clearNetwork()))
                .isEqualTo(new Refused(Reason.INDEX_INVALID, "index"));
        assertThat(refused(FIRST_TAPROOT.toBuilder().clearNetwork()))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "network"));
        assertThat(refused(FIRST_TAPROOT.toBuilder().setNetworkValue(8)))
                .isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "network"));
        assertThat(refused(FIRST_TAPROOT.toBuilder().setNetwork(Network.NETWORK_SIGNET)))
                .isEqualTo(new Refused(Reason.NETWORK_MISMATCH, "network"));
    }

    @Test
    void refusesAPrefixThatSaysAnotherPurpose() {
        JsonNode vectors = Vectors.json("bips/bip49_84_86.json").get("bip84");
        String zpub = values(vectors, "xpub  ").getFirst();

        assertThat(refused(FIRST_TAPROOT.toBuilder().setAccountKey(zpub)))
                .isEqualTo(new Refused(Reason.PURPOSE_MISMATCH, "purpose"));
    }

    private static Refused refused(DeriveAddressRequest.Builder request) {
        return Refused.by(() -> DeriveAddress.answer(request.build()));
    }

    /** All values under one name, in order. */
    private static List<String> values(JsonNode vectors, String name) {
        List<String> values = new ArrayList<>();
        for (JsonNode pair : vectors) {
            if (pair.get(0).stringValue().equals(name)) {
                values.add(pair.get(1).stringValue());
            }
        }
        return values;
    }

    private static String firstWord(String text) {
        return text.split(" ", 2)[0];
    }
}
