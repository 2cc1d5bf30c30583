package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.keys.v1.ExtendedKeyPrefix;
import turnout.keys.v1.ParseExtendedKeyRequest;
import turnout.keys.v1.ParseExtendedKeyResponse;
import turnout.keys.v1.ParsePrivateKeyRequest;
import turnout.keys.v1.ParsePrivateKeyResponse;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.refusal.Refusal;

class EncodedKeyTest {

    private static final String WIF = "L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k";
    private static final String ZPUB =
            "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs";

    @Test
    void parsesEveryKeyOfBip32() throws Refusal {
        for (JsonNode vector : Vectors.json("bips/bip32.json").get("valid")) {
            for (JsonNode chain : vector.get("chains")) {
                ParseExtendedKeyResponse secret = parse(chain.get("xprv").stringValue());
                ParseExtendedKeyResponse open = parse(chain.get("xpub").stringValue());

                assertThat(secret.getIsPrivate() && secret.getIsMainnet()).isTrue();
                assertThat(secret.getExtendedPrivateKey())
                        .isEqualTo(chain.get("xprv").stringValue());
                assertThat(secret.getExtendedPublicKey())
                        .isEqualTo(chain.get("xpub").stringValue());
                assertThat(open.getIsPrivate()).isFalse();
                assertThat(open.getPrivateKey().isEmpty()).isTrue();
                assertThat(open.getPublicKey()).isEqualTo(secret.getPublicKey());
            }
        }
    }

    @Test
    void refusesEveryInvalidKeyOfBip32() {
        for (JsonNode vector : Vectors.json("bips/bip32.json").get("invalid")) {
            assertThat(Refused.by(() -> parse(vector.get("key").stringValue())))
                    .isEqualTo(new Refused(Reason.EXTENDED_KEY_INVALID, "extended_key"));
        }
    }

    @Test
    void givesSlip132KeysThePrefixOfBip32() throws Refusal {
        ParseExtendedKeyResponse zpub = parse(ZPUB);

        assertThat(zpub.getPrefix()).isEqualTo(ExtendedKeyPrefix.EXTENDED_KEY_PREFIX_SMALL_Z);
        assertThat(zpub.getExtendedPublicKey()).startsWith("xpub6");
        assertThat(parse(zpub.getExtendedPublicKey()).getPublicKey()).isEqualTo(zpub.getPublicKey());
    }

    @Test
    void readsEveryPrivateKeyOfCore() throws Refusal {
        int count = 0;
        for (JsonNode vector : Vectors.json("core/key_io_valid.json")) {
            JsonNode facts = vector.get(2);
            if (facts.get("isPrivkey").booleanValue()) {
                Chain chain = Chain.ofRpcName(facts.get("chain").stringValue()).orElseThrow();
                ParsePrivateKeyResponse key = parse(vector.get(0).stringValue(), Networks.of(chain));

                assertThat(CoreJson.hex(key.getPrivateKey()))
                        .isEqualTo(vector.get(1).stringValue());
                assertThat(key.getIsCompressed())
                        .isEqualTo(facts.get("isCompressed").booleanValue());
                assertThat(key.getPublicKey().size()).isEqualTo(key.getIsCompressed() ? 33 : 65);
                count++;
            }
        }
        assertThat(count).isEqualTo(16);
    }

    @Test
    void refusesWhatIsNoPrivateKey() {
        assertThat(Refused.by(() -> parse(WIF, Network.NETWORK_UNSPECIFIED)))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "network"));
        assertThat(Refused.by(() -> parse("", Network.NETWORK_MAINNET)))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "private_key"));
        assertThat(Refused.by(() -> parse(WIF, Network.NETWORK_REGTEST)))
                .isEqualTo(new Refused(Reason.NETWORK_MISMATCH, "private_key"));
        for (String text : new String[] {" " + WIF, WIF + " ", WIF.substring(1), WIF + "a", "1".repeat(500_000)}) {
            assertThat(Refused.by(() -> parse(text, Network.NETWORK_MAINNET)))
                    .isEqualTo(new Refused(Reason.PRIVATE_KEY_INVALID, "private_key"));
        }
    }

    @Test
    void aKeyHasNoText() {
        assertThat(WifKey.parse(WIF).orElseThrow().toString()).doesNotContainPattern("[0-9a-f]{8}|" + WIF);
    }

    private static ParseExtendedKeyResponse parse(String text) throws Refusal {
        return ParseExtendedKey.answer(
                ParseExtendedKeyRequest.newBuilder().setExtendedKey(text).build());
    }

    private static ParsePrivateKeyResponse parse(String text, Network network) throws Refusal {
        return ParsePrivateKey.answer(ParsePrivateKeyRequest.newBuilder()
                .setPrivateKey(text)
                .setNetwork(network)
                .build());
    }
}
