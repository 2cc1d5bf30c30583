package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.DeriveKeyResponse;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;

class DeriveKeyTest {

    private static final String XPRV =
            "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
    private static final String XPUB =
            "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8";

    @Test
    void derivesEveryChainOfBip32() throws Refusal {
        for (JsonNode vector : Vectors.json("bips/bip32.json").get("valid")) {
            for (JsonNode chain : vector.get("chains")) {
                DeriveKeyResponse answer = DeriveKey.answer(DeriveKeyRequest.newBuilder()
                        .setSeed(ByteString.fromHex(vector.get("seed").stringValue()))
                        .setPath(chain.get("path").stringValue())
                        .setNetwork(Network.NETWORK_MAINNET)
                        .build());

                assertThat(answer.getExtendedPrivateKey())
                        .isEqualTo(chain.get("xprv").stringValue());
                assertThat(answer.getExtendedPublicKey())
                        .isEqualTo(chain.get("xpub").stringValue());
            }
        }
    }

    @Test
    void derivesTheSameUnhardenedChildrenFromThePublicKey() throws Refusal {
        DeriveKeyResponse fromPrivate = derive(XPRV, "m/0/1/2147483647");
        DeriveKeyResponse fromPublic = derive(XPUB, "0/1/2147483647");

        assertThat(fromPublic.getExtendedPublicKey()).isEqualTo(fromPrivate.getExtendedPublicKey());
        assertThat(fromPublic.getExtendedPrivateKey()).isEmpty();
        assertThat(fromPublic.getPrivateKey().isEmpty()).isTrue();
        assertThat(fromPublic.getDepth()).isEqualTo(3);
        assertThat(fromPublic.getChildNumber()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void refusesEveryInvalidKeyOfBip32() {
        JsonNode invalid = Vectors.json("bips/bip32.json").get("invalid");

        assertThat(invalid.size()).isEqualTo(16);
        for (JsonNode vector : invalid) {
            assertThat(Refused.by(() -> derive(vector.get("key").stringValue(), "m")))
                    .as(vector.get("why").stringValue())
                    .isEqualTo(new Refused(Reason.EXTENDED_KEY_INVALID, "extended_key"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"m/0h/1", "m/0H/1", "m/0'/1", "/0h/1", "0h/1", "m/00h/01"})
    void readsEveryFormOfAPathAlike(String path) throws Refusal {
        assertThat(derive(XPRV, path).getExtendedPublicKey())
                .isEqualTo(
                        "xpub6ASuArnXKPbfEwhqN6e3mwBcDTgzisQN1wXN9BJcM47sSikHjJf3UFHKkNAWbWMiGj7Wf5uMash7SyYq527Hqck2AxYysAA7xmALppuCkwQ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m"})
    void answersTheKeyItselfForAnEmptyPath(String path) throws Refusal {
        assertThat(derive(XPUB, path).getExtendedPublicKey()).isEqualTo(XPUB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m/",
                "/",
                "//",
                "M/0",
                "m/0/",
                "m//0",
                "m/-1",
                "m/+1",
                "m/2147483648",
                "m/1hh",
                "m/h",
                "m/ 1",
                "m/0x1",
                "m/99999999999999999999",
                "m/١"
            })
    void refusesWhatIsNoPath(String path) {
        assertThat(Refused.by(() -> derive(XPRV, path))).isEqualTo(new Refused(Reason.PATH_INVALID, "path"));
    }

    @Test
    void goesDownToDepth255AndNotBelow() throws Refusal {
        DeriveKeyResponse deepest = derive(XPRV, "0/".repeat(254) + "0");

        assertThat(deepest.getDepth()).isEqualTo(255);
        assertThat(Refused.by(() -> derive(deepest.getExtendedPrivateKey(), "0")))
                .isEqualTo(new Refused(Reason.CHILD_NOT_DERIVABLE, "path"));
        assertThat(Refused.by(() -> derive(XPRV, "0/".repeat(255) + "0")))
                .isEqualTo(new Refused(Reason.PATH_INVALID, "path"));
    }

    @Test
    void keepsASlip132Prefix() throws Refusal {
        String zprv =
                "zprvAWgYBBk7JR8Gjrh4UJQ2uJdG1r3WNRRfURiABBE3RvMXYSrRJL62XuezvGdPvG6GFBZduosCc1YP5wixPox7zhZLfiUm8aunE96BBa4Kei5";

        DeriveKeyResponse account = derive(zprv, "m/84h/0h/0h");

        assertThat(account.getExtendedPublicKey())
                .isEqualTo(
                        "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs");
        assertThat(account.getExtendedPrivateKey()).startsWith("zprv");
    }

    @Test
    void reportsTheFirstBadFieldInFieldOrder() {
        DeriveKeyRequest.Builder seed = DeriveKeyRequest.newBuilder().setSeed(ByteString.copyFrom(new byte[16]));

        assertThat(refused(DeriveKeyRequest.newBuilder().setPath("x")))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "source"));
        assertThat(refused(DeriveKeyRequest.newBuilder().setExtendedKey("")))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "extended_key"));
        assertThat(refused(DeriveKeyRequest.newBuilder().setSeed(ByteString.EMPTY)))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "seed"));
        assertThat(refused(DeriveKeyRequest.newBuilder()
                        .setSeed(ByteString.copyFrom(new byte[15]))
                        .setPath("x")))
                .isEqualTo(new Refused(Reason.SEED_INVALID, "seed"));
        assertThat(refused(DeriveKeyRequest.newBuilder().setSeed(ByteString.copyFrom(new byte[65]))))
                .isEqualTo(new Refused(Reason.SEED_INVALID, "seed"));
        assertThat(refused(seed.clone().setPath("x"))).isEqualTo(new Refused(Reason.PATH_INVALID, "path"));
        assertThat(refused(seed.clone())).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "network"));
        assertThat(refused(seed.clone().setNetworkValue(12)))
                .isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "network"));
        assertThat(refused(DeriveKeyRequest.newBuilder().setExtendedKey(XPUB).setPath("0h")))
                .isEqualTo(new Refused(Reason.HARDENED_FROM_PUBLIC, "path"));
    }

    @Test
    void saysNothingOfAKeyInItsText() {
        assertThat(String.valueOf(ExtendedKey.parse(XPRV).orElseThrow())).isEqualTo("ExtendedKey[depth 0]");
    }

    private static Refused refused(DeriveKeyRequest.Builder request) {
        return Refused.by(() -> DeriveKey.answer(request.build()));
    }

    private static DeriveKeyResponse derive(String key, String path) throws Refusal {
        return DeriveKey.answer(
                DeriveKeyRequest.newBuilder().setExtendedKey(key).setPath(path).build());
    }
}
