package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import turnout.errors.v1.Reason;
import turnout.keys.v1.SignDigestRequest;
import turnout.keys.v1.SignSchnorrRequest;
import turnout.keys.v1.SignSchnorrResponse;
import turnout.keys.v1.SignatureAlgorithm;
import turnout.keys.v1.SignatureEncoding;
import turnout.keys.v1.VerifySignatureRequest;
import turnout.keys.v1.VerifySignatureResponse;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.refusal.Refusal;

class SignatureTest {

    private static final ByteString KEY =
            ByteString.fromHex("b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef");
    private static final ByteString PUBLIC_KEY = ByteString.copyFrom(
            PrivateKey.of(KEY.toByteArray()).orElseThrow().publicKey().compressed());
    private static final ByteString DIGEST = ByteString.copyFrom(new byte[32]);

    @Test
    void signsAndVerifiesEveryRowOfBip340() throws Refusal {
        int count = 0;
        String table = new String(Vectors.bytes("core/bip340_test_vectors.csv"), StandardCharsets.US_ASCII);
        for (String row : table.lines().skip(1).toList()) {
            String[] cells = row.toLowerCase(Locale.ROOT).split(",", -1);
            ByteString message = ByteString.fromHex(cells[4]);
            assertThat(verify(
                                    SignatureAlgorithm.SIGNATURE_ALGORITHM_SCHNORR,
                                    ByteString.fromHex(cells[2]),
                                    message,
                                    ByteString.fromHex(cells[5]))
                            .getValid())
                    .as(row)
                    .isEqualTo(cells[6].equals("true"));
            if (!cells[1].isEmpty()) {
                SignSchnorrResponse signed = SignSchnorr.answer(SignSchnorrRequest.newBuilder()
                        .setPrivateKey(ByteString.fromHex(cells[1]))
                        .setMessage(message)
                        .setAuxRand(ByteString.fromHex(cells[3]))
                        .build());
                assertThat(signed.getSignature()).isEqualTo(ByteString.fromHex(cells[5]));
                assertThat(signed.getXOnlyPublicKey()).isEqualTo(ByteString.fromHex(cells[2]));
            }
            count++;
        }
        assertThat(count).isEqualTo(19);
    }

    @Test
    void anEcdsaSignatureVerifiesInBothForms() throws Refusal {
        ByteString der = sign(SignatureEncoding.SIGNATURE_ENCODING_UNSPECIFIED);
        ByteString compact = sign(SignatureEncoding.SIGNATURE_ENCODING_COMPACT);

        assertThat(verify(SignatureAlgorithm.SIGNATURE_ALGORITHM_ECDSA_DER, PUBLIC_KEY, DIGEST, der))
                .isEqualTo(VerifySignatureResponse.newBuilder().setValid(true).build());
        assertThat(verify(SignatureAlgorithm.SIGNATURE_ALGORITHM_ECDSA_COMPACT, PUBLIC_KEY, DIGEST, compact))
                .isEqualTo(VerifySignatureResponse.newBuilder().setValid(true).build());
        assertThat(der).isEqualTo(sign(SignatureEncoding.SIGNATURE_ENCODING_DER));
    }

    @Test
    void aHighSIsValidAndSaid() throws Refusal {
        byte[] compact = sign(SignatureEncoding.SIGNATURE_ENCODING_COMPACT).toByteArray();
        byte[] s = Arrays.copyOfRange(compact, 32, 64);
        System.arraycopy(PrivateKey.of(s).orElseThrow().negated().bytes(), 0, compact, 32, 32);

        VerifySignatureResponse answer = verify(
                SignatureAlgorithm.SIGNATURE_ALGORITHM_ECDSA_COMPACT, PUBLIC_KEY, DIGEST, ByteString.copyFrom(compact));

        assertThat(answer)
                .isEqualTo(VerifySignatureResponse.newBuilder()
                        .setValid(true)
                        .setHasHighS(true)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "ECDSA_DER, 3006020101020101, MISMATCH",
        "ECDSA_DER, 3026022100fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141020101, MISMATCH",
        "ECDSA_DER, 300702020001020101, ENCODING",
        "ECDSA_DER, 3006020181020101, ENCODING",
        "ECDSA_DER, 300602010102010101, ENCODING",
        "ECDSA_DER, 30050201010200, ENCODING",
        "ECDSA_COMPACT, 00, ENCODING",
        "SCHNORR, 00, PUBLIC_KEY",
    })
    void tellsWhatIsNoSignatureFromOneThatDoesNotFit(String algorithm, String signature, String failure)
            throws Refusal {
        VerifySignatureResponse answer = verify(
                SignatureAlgorithm.valueOf("SIGNATURE_ALGORITHM_" + algorithm),
                PUBLIC_KEY,
                DIGEST,
                ByteString.fromHex(signature));

        assertThat(answer.getValid()).isFalse();
        assertThat(answer.getFailure().name()).isEqualTo("VERIFY_SIGNATURE_FAILURE_" + failure);
    }

    @Test
    void aCompactNumberThatIsTooLargeIsNobodys() throws Refusal {
        ByteString large = ByteString.copyFrom(HexFormat.of().parseHex("ff".repeat(64)));

        assertThat(verify(SignatureAlgorithm.SIGNATURE_ALGORITHM_ECDSA_COMPACT, PUBLIC_KEY, DIGEST, large)
                        .getFailure()
                        .name())
                .isEqualTo("VERIFY_SIGNATURE_FAILURE_MISMATCH");
    }

    @Test
    void refusesWhatCannotBeSigned() {
        assertThat(refused(ByteString.EMPTY, DIGEST, 0)).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "private_key"));
        assertThat(refused(DIGEST, DIGEST, 0)).isEqualTo(new Refused(Reason.PRIVATE_KEY_INVALID, "private_key"));
        assertThat(refused(KEY, ByteString.EMPTY, 0)).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "digest"));
        assertThat(refused(KEY, DIGEST.substring(1), 0)).isEqualTo(new Refused(Reason.SIZE_INVALID, "digest"));
        assertThat(refused(KEY, DIGEST, 3)).isEqualTo(new Refused(Reason.FIELD_UNKNOWN_VALUE, "encoding"));
        assertThat(Refused.by(() -> SignSchnorr.answer(SignSchnorrRequest.newBuilder()
                        .setPrivateKey(KEY)
                        .setMessage(ByteString.copyFrom(new byte[(1 << 20) + 1]))
                        .build())))
                .isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "message"));
        assertThat(Refused.by(() -> SignSchnorr.answer(SignSchnorrRequest.newBuilder()
                        .setPrivateKey(KEY)
                        .setAuxRand(ByteString.copyFrom(new byte[31]))
                        .build())))
                .isEqualTo(new Refused(Reason.SIZE_INVALID, "aux_rand"));
    }

    private static ByteString sign(SignatureEncoding encoding) throws Refusal {
        return SignDigest.answer(SignDigestRequest.newBuilder()
                        .setPrivateKey(KEY)
                        .setDigest(DIGEST)
                        .setEncoding(encoding)
                        .build())
                .getSignature();
    }

    private static Refused refused(ByteString key, ByteString digest, int encoding) {
        return Refused.by(() -> SignDigest.answer(SignDigestRequest.newBuilder()
                .setPrivateKey(key)
                .setDigest(digest)
                .setEncodingValue(encoding)
                .build()));
    }

    private static VerifySignatureResponse verify(
            SignatureAlgorithm algorithm, ByteString key, ByteString message, ByteString signature) throws Refusal {
        return VerifySignature.answer(VerifySignatureRequest.newBuilder()
                .setAlgorithm(algorithm)
                .setPublicKey(key)
                .setMessage(message)
                .setSignature(signature)
                .build());
    }
}
