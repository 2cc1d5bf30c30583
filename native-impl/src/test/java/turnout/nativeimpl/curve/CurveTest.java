package turnout.nativeimpl.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.acinq.secp256k1.Secp256k1;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.codec.Hashes;

class CurveTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String ORDER = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    private static final PrivateKey ONE = key("0000000000000000000000000000000000000000000000000000000000000001");

    @Test
    void signsAndVerifiesEveryRowOfBip340() {
        List<String> rows = new String(Vectors.bytes("core/bip340_test_vectors.csv"), StandardCharsets.US_ASCII)
                .lines()
                .skip(1)
                .toList();

        assertThat(rows).hasSize(19);
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            byte[] message = hex(cells[4]);
            assertThat(PublicKey.verifiesSchnorr(hex(cells[2]), message, hex(cells[5])))
                    .as(row)
                    .isEqualTo(cells[6].equals("TRUE"));
            if (!cells[1].isEmpty()) {
                PrivateKey key = key(cells[1]);
                assertThat(key.publicKey().x()).isEqualTo(hex(cells[2]));
                assertThat(key.signSchnorr(message, hex(cells[3]))).isEqualTo(hex(cells[5]));
            }
        }
    }

    @Test
    void everyEcdsaSignatureIsLowInBothHalvesAndVerifies() {
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            PrivateKey key = PrivateKey.of(bytes(random)).orElseThrow();
            byte[] digest = bytes(random);

            EcdsaSignature signature = key.sign(digest);

            assertThat(signature.compact()[0]).isNotNegative();
            assertThat(signature.hasLowS()).isTrue();
            assertThat(signature.der().length).isLessThanOrEqualTo(70);
            assertThat(key.publicKey().verifies(digest, signature)).isTrue();
            assertThat(EcdsaSignature.ofStrictDer(signature.der())).contains(signature);
            assertThat(Secp256k1.get()
                            .verify(signature.compact(), digest, key.publicKey().compressed()))
                    .isTrue();
            digest[7] ^= 1;
            assertThat(key.publicKey().verifies(digest, signature)).isFalse();
        }
    }

    @Test
    void aSignatureWithALowRFromTheStartIsTheOneOfRfc6979() {
        // The nonce of RFC 6979 for key 1 and this message is known well; its R is high.
        byte[] digest = Hashes.sha256("Satoshi Nakamoto".getBytes(StandardCharsets.US_ASCII));

        byte[] plain = Secp256k1.get().sign(digest, ONE.bytes(), null);

        assertThat(HEX.formatHex(plain))
                .isEqualTo("934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                        + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
        assertThat(ONE.sign(digest).compact()).isNotEqualTo(plain);
        assertThat(ONE.signRecoverable(digest).compact()).isEqualTo(plain);
    }

    @Test
    void recoversTheKeyOfARecoverableSignature() {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            PrivateKey key = PrivateKey.of(bytes(random)).orElseThrow();
            byte[] digest = bytes(random);

            assertThat(PublicKey.recover(digest, key.signRecoverable(digest))).contains(key.publicKey());
        }
        assertThat(PublicKey.recover(new byte[32], new RecoverableSignature(new byte[64], 0)))
                .isEmpty();
    }

    @Test
    void aTweakedPrivateKeyHasTheTweakedPublicKey() {
        byte[] tweak = Hashes.sha256(new byte[] {1});
        PrivateKey key = key("b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef");

        assertThat(key.plus(tweak).map(PrivateKey::publicKey))
                .isEqualTo(key.publicKey().plus(tweak));
        assertThat(key.times(tweak).map(PrivateKey::publicKey))
                .isEqualTo(key.publicKey().times(tweak));
        assertThat(key.negated().publicKey()).isEqualTo(key.publicKey().negated());
        assertThat(key.withEvenY().publicKey().hasOddY()).isFalse();
        assertThat(PublicKey.sum(List.of(key.publicKey(), ONE.publicKey())))
                .isEqualTo(key.publicKey().plus(ONE.bytes()));
    }

    @Test
    void thereIsNoKeyAtInfinityAndNoneFromTheOrderOn() {
        PrivateKey minusOne = ONE.negated();

        assertThat(ONE.plus(minusOne.bytes())).isEmpty();
        assertThat(ONE.publicKey().plus(minusOne.bytes())).isEmpty();
        assertThat(PublicKey.sum(List.of(ONE.publicKey(), minusOne.publicKey())))
                .isEmpty();
        assertThat(ONE.plus(hex(ORDER))).isEmpty();
        assertThat(PrivateKey.of(hex(ORDER))).isEmpty();
        assertThat(PrivateKey.of(new byte[32])).isEmpty();
        assertThat(PrivateKey.of(new byte[31])).isEmpty();
        assertThat(ONE.publicKey().times(new byte[32])).isEmpty();
    }

    @Test
    void readsCompressedUncompressedAndHybridKeysOnly() {
        PublicKey key = ONE.publicKey();
        byte[] hybrid = key.uncompressed();
        hybrid[0] = 6;

        assertThat(PublicKey.parse(key.compressed())).contains(key);
        assertThat(PublicKey.parse(key.uncompressed())).contains(key);
        assertThat(PublicKey.parse(hybrid)).contains(key);
        hybrid[0] = 7;
        assertThat(PublicKey.parse(hybrid)).isEmpty();
        assertThat(PublicKey.parse(Arrays.copyOf(key.uncompressed(), 64))).isEmpty();
        assertThat(PublicKey.ofX(hex("ff".repeat(32)))).isEmpty();
        assertThat(PublicKey.ofX(key.x())).contains(key);
    }

    @Test
    void readsTheLaxFormsOfDerThatOpensslDid() {
        byte[] digest = new byte[32];
        EcdsaSignature signature = ONE.sign(digest);
        String strict = HEX.formatHex(signature.der());
        // The same with a long length, a padded integer and bytes behind.
        String lax = "3081ff" + "028121" + "00" + strict.substring(8, 8 + 64) + strict.substring(8 + 64) + "0000";

        assertThat(EcdsaSignature.ofLaxDer(hex(lax))).contains(signature);
        assertThat(EcdsaSignature.ofStrictDer(hex(lax))).isEmpty();
        for (int length = 0; length < strict.length() / 2; length++) {
            assertThat(EcdsaSignature.ofStrictDer(Arrays.copyOf(hex(strict), length)))
                    .isEmpty();
        }
        assertThat(EcdsaSignature.ofLaxDer(new byte[0])).isEmpty();
        assertThat(EcdsaSignature.ofLaxDer(hex("3006028400000001"))).isEmpty();
    }

    @Test
    void aNumberOfTheOrderOrMoreIsZeroAndNobodysSignature() {
        EcdsaSignature signature =
                EcdsaSignature.ofLaxDer(hex("3026022100" + ORDER + "020101")).orElseThrow();

        assertThat(signature.compact()).containsOnly(0);
        assertThat(ONE.publicKey().verifies(new byte[32], signature)).isFalse();
    }

    @Test
    void noShortArrayReachesTheLibrary() {
        assertThatThrownBy(() -> ONE.sign(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ONE.plus(new byte[33])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ONE.signSchnorr(new byte[0], new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PublicKey.ofX(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThat(PublicKey.verifiesSchnorr(new byte[32], new byte[0], new byte[63]))
                .isFalse();
    }

    @Test
    void aPrivateKeyHasNoText() {
        assertThat(ONE.toString()).isEqualTo("PrivateKey");
    }

    private static PrivateKey key(String hex) {
        return PrivateKey.of(hex(hex)).orElseThrow();
    }

    private static byte[] hex(String text) {
        return HEX.parseHex(text);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
