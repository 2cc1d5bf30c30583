package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.errors.v1.Reason;
import turnout.keys.v1.ComputeTaprootKeyRequest;
import turnout.keys.v1.ComputeTaprootKeyResponse;
import turnout.keys.v1.TweakKeyRequest;
import turnout.keys.v1.TweakKeyResponse;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.refusal.Refusal;

class TweakTest {

    private static final ByteString KEY =
            ByteString.fromHex("b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef");
    private static final PrivateKey PRIVATE = PrivateKey.of(KEY.toByteArray()).orElseThrow();
    private static final ByteString POINT =
            ByteString.copyFrom(PRIVATE.publicKey().compressed());
    private static final ByteString CANCELS =
            ByteString.copyFrom(PRIVATE.negated().bytes());
    private static final ByteString TWEAK = ByteString.fromHex("00".repeat(31) + "07");

    @Test
    void computesEveryOutputKeyOfBip341() throws Refusal {
        for (JsonNode vector : Vectors.json("bips/bip341_wallet.json").get("scriptPubKey")) {
            JsonNode between = vector.get("intermediary");
            ComputeTaprootKeyResponse answer = ComputeTaprootKey.answer(ComputeTaprootKeyRequest.newBuilder()
                    .setXOnlyPublicKey(hex(vector.get("given").get("internalPubkey")))
                    .setMerkleRoot(hex(between.get("merkleRoot")))
                    .build());

            assertThat(answer.getTweak()).isEqualTo(hex(between.get("tweak")));
            assertThat(answer.getOutputKey()).isEqualTo(hex(between.get("tweakedPubkey")));
            assertThat(answer.getScriptPubKey())
                    .isEqualTo(hex(vector.get("expected").get("scriptPubKey")));
            JsonNode blocks = vector.get("expected").get("scriptPathControlBlocks");
            if (blocks != null) {
                assertThat(answer.getHasOddY()).isEqualTo((hex(blocks.get(0)).byteAt(0) & 1) == 1);
            }
        }
    }

    @Test
    void tweaksEveryPrivateKeyOfBip341() throws Refusal {
        int count = 0;
        JsonNode spendings = Vectors.json("bips/bip341_wallet.json")
                .get("keyPathSpending")
                .get(0)
                .get("inputSpending");
        for (JsonNode spending : spendings) {
            ComputeTaprootKeyResponse answer = ComputeTaprootKey.answer(ComputeTaprootKeyRequest.newBuilder()
                    .setPrivateKey(hex(spending.get("given").get("internalPrivkey")))
                    .setMerkleRoot(hex(spending.get("given").get("merkleRoot")))
                    .build());

            assertThat(answer.getOutputPrivateKey())
                    .isEqualTo(hex(spending.get("intermediary").get("tweakedPrivkey")));
            count++;
        }
        assertThat(count).isEqualTo(7);
    }

    @Test
    void aTweakedPrivateKeyHasTheTweakedPublicKey() throws Refusal {
        TweakKeyResponse secret = tweak(request().setPrivateKey(KEY));

        assertThat(tweak(request().setPublicKey(POINT)).getPublicKey()).isEqualTo(secret.getPublicKey());
        assertThat(secret.getPrivateKey())
                .isEqualTo(ByteString.copyFrom(
                        PRIVATE.plus(TWEAK.toByteArray()).orElseThrow().bytes()));
    }

    @Test
    void anXOnlyKeyIsLiftedToItsEvenPoint() throws Refusal {
        ByteString even = ByteString.copyFrom(PRIVATE.withEvenY().bytes());

        assertThat(tweak(request().setXOnlyPublicKey(POINT.substring(1))).getPublicKey())
                .isEqualTo(tweak(request().setPrivateKey(even)).getPublicKey());
    }

    @Test
    void refusesWhatCannotBeTweaked() {
        assertThat(refused(request())).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "key"));
        assertThat(refused(request().setPrivateKey(ByteString.EMPTY)))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "private_key"));
        assertThat(refused(request().setPublicKey(ByteString.EMPTY)))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "public_key"));
        assertThat(refused(request().setPublicKey(POINT.substring(1))))
                .isEqualTo(new Refused(Reason.PUBLIC_KEY_INVALID, "public_key"));
        assertThat(refused(request().setXOnlyPublicKey(ByteString.fromHex("ff".repeat(32)))))
                .isEqualTo(new Refused(Reason.PUBLIC_KEY_INVALID, "x_only_public_key"));
        assertThat(refused(request().setPrivateKey(KEY).clearTweak()))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "tweak"));
        assertThat(refused(request().setPrivateKey(KEY).setTweak(TWEAK.substring(1))))
                .isEqualTo(new Refused(Reason.SIZE_INVALID, "tweak"));
        assertThat(refused(request().setPrivateKey(KEY).setTweak(CANCELS)))
                .isEqualTo(new Refused(Reason.TWEAK_INVALID, "tweak"));
        assertThat(refused(request().setPublicKey(POINT).setTweak(CANCELS)))
                .isEqualTo(new Refused(Reason.TWEAK_INVALID, "tweak"));
    }

    @Test
    void refusesWhatIsNoInternalKey() {
        assertThat(refused(ComputeTaprootKeyRequest.newBuilder()))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "internal_key"));
        assertThat(refused(ComputeTaprootKeyRequest.newBuilder().setPrivateKey(TWEAK.substring(1))))
                .isEqualTo(new Refused(Reason.PRIVATE_KEY_INVALID, "private_key"));
        assertThat(refused(
                        ComputeTaprootKeyRequest.newBuilder().setXOnlyPublicKey(ByteString.fromHex("ff".repeat(32)))))
                .isEqualTo(new Refused(Reason.PUBLIC_KEY_INVALID, "x_only_public_key"));
        assertThat(refused(ComputeTaprootKeyRequest.newBuilder()
                        .setPrivateKey(KEY)
                        .setMerkleRoot(ByteString.fromHex("01"))))
                .isEqualTo(new Refused(Reason.SIZE_INVALID, "merkle_root"));
    }

    private static TweakKeyRequest.Builder request() {
        return TweakKeyRequest.newBuilder().setTweak(TWEAK);
    }

    private static TweakKeyResponse tweak(TweakKeyRequest.Builder request) throws Refusal {
        return TweakKey.answer(request.build());
    }

    private static Refused refused(TweakKeyRequest.Builder request) {
        return Refused.by(() -> tweak(request));
    }

    private static Refused refused(ComputeTaprootKeyRequest.Builder request) {
        return Refused.by(() -> ComputeTaprootKey.answer(request.build()));
    }

    private static ByteString hex(JsonNode text) {
        return text.isNull() ? ByteString.EMPTY : ByteString.fromHex(text.stringValue());
    }
}
