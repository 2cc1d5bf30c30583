package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.VerifyMessageFailure;
import turnout.script.v1.VerifyMessageRequest;
import turnout.script.v1.VerifyMessageResponse;

class VerifyMessageTest {

    private static final String ADDRESS = "mjTkW3DjgyZck4KbiRusZsqTgaYTxdSz6z";
    private static final String SIGNATURE =
            "IKC+Ijl/SSZ+8GIt8RfXjZa/tzuYFEzIzAyxpvUf48D8AjUYXGAZKz3JfJVta+NUzDlZdMmJIa5rLtdE0ChWEfs=";

    private static final VerifyMessageRequest HELLO = VerifyMessageRequest.newBuilder()
            .setAddress(ADDRESS)
            .setSignature(SIGNATURE)
            .setMessage("hello")
            .setNetwork(Network.NETWORK_REGTEST)
            .build();

    @Test
    void acceptsEveryRecordedSignature() throws Refusal {
        for (JsonNode vector : Vectors.json("recorded/signmessage.json")) {
            VerifyMessageResponse answer = VerifyMessage.answer(HELLO.toBuilder()
                    .setAddress(vector.get("address").stringValue())
                    .setMessage(vector.get("message").stringValue())
                    .setSignature(vector.get("signature").stringValue())
                    .build());

            assertThat(answer.getValid()).isEqualTo(vector.get("verify").booleanValue());
            assertThat(answer.getPublicKey().size()).isEqualTo(33);
            assertThat(answer.getMessageHash().size()).isEqualTo(32);
        }
    }

    @Test
    void saysThatAnotherKeySignedWhenTheMessageIsAnother() throws Refusal {
        VerifyMessageResponse answer =
                VerifyMessage.answer(HELLO.toBuilder().setMessage("hello!").build());

        assertThat(answer.getValid()).isFalse();
        assertThat(answer.getFailure()).isEqualTo(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_OTHER_KEY);
        assertThat(answer.getPublicKey().size()).isEqualTo(33);
    }

    @Test
    void givesAnUncompressedKeyWhereTheHeaderSaysSo() throws Refusal {
        byte[] signature = Base64.getDecoder().decode(SIGNATURE);
        signature[0] -= 4;

        VerifyMessageResponse answer = VerifyMessage.answer(HELLO.toBuilder()
                .setSignature(Base64.getEncoder().encodeToString(signature))
                .build());

        assertThat(answer.getPublicKey().size()).isEqualTo(65);
        assertThat(answer.getFailure()).isEqualTo(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_OTHER_KEY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xff})
    void cannotRecoverAKeyFromNumbersOutOfRange(int filling) throws Refusal {
        byte[] signature = new byte[65];
        Arrays.fill(signature, (byte) filling);
        signature[0] = 31;

        VerifyMessageResponse answer = VerifyMessage.answer(HELLO.toBuilder()
                .setSignature(Base64.getEncoder().encodeToString(signature))
                .build());

        assertThat(answer.getFailure()).isEqualTo(VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_NOT_RECOVERABLE);
        assertThat(answer.getPublicKey().isEmpty()).isTrue();
        assertThat(answer.getMessageHash().size()).isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not base64",
                "IKC+",
                " IKC+Ijl/SSZ+8GIt8RfXjZa/tzuYFEzIzAyxpvUf48D8AjUYXGAZKz3JfJVta+NUzDlZdMmJIa5rLtdE0ChWEfs=",
                "IKC+Ijl/SSZ+8GIt8RfXjZa/tzuYFEzIzAyxpvUf48D8AjUYXGAZKz3JfJVta+NUzDlZdMmJIa5rLtdE0ChWEfs",
                // Bits after the last byte.
                "IKC+Ijl/SSZ+8GIt8RfXjZa/tzuYFEzIzAyxpvUf48D8AjUYXGAZKz3JfJVta+NUzDlZdMmJIa5rLtdE0ChWEft=",
                "IKC+Ijl/SSZ+8GIt8RfXjZa/tzuYFEzIzAyxpvUf48D8AjUYXGAZKz3JfJVta+NUzDlZdMmJIa5rLtdE0ChWEf==",
            })
    void refusesASignatureThatIsNotBase64OfSixtyFiveBytes(String signature) {
        assertThat(refused(HELLO.toBuilder().setSignature(signature)))
                .isEqualTo(new Refused(Reason.SIGNATURE_MALFORMED, "signature"));
    }

    @Test
    void reportsTheFirstBadFieldInFieldOrder() {
        assertThat(refused(HELLO.toBuilder().clearAddress().clearSignature()))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "address"));
        assertThat(refused(HELLO.toBuilder().setAddress("nobody").clearSignature()))
                .isEqualTo(new Refused(Reason.ADDRESS_INVALID, "address"));
        assertThat(refused(HELLO.toBuilder()
                        .setAddress("bcrt1pamhwamhwamhwamhwamhwamhwamhwamhwamhwamhwamhwamhwamhqz6nvlh")
                        .setMessage("m".repeat((1 << 20) + 1))))
                .isEqualTo(new Refused(Reason.ADDRESS_WITHOUT_KEY, "address"));
        assertThat(refused(HELLO.toBuilder().clearSignature().clearNetwork()))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "signature"));
        assertThat(refused(HELLO.toBuilder().setSignature("A".repeat((1 << 20) + 1))))
                .isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "signature"));
        assertThat(refused(
                        HELLO.toBuilder().setMessage("m".repeat((1 << 20) + 1)).clearNetwork()))
                .isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "message"));
        assertThat(refused(HELLO.toBuilder().clearNetwork())).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "network"));
        assertThat(refused(HELLO.toBuilder().setNetworkValue(9)))
                .isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "network"));
    }

    private static Refused refused(VerifyMessageRequest.Builder request) {
        return Refused.by(() -> VerifyMessage.answer(request.build()));
    }
}
