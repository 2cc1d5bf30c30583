package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.signedmessage.SigningKey;

/** Values that hold a secret say nothing of it, however they come into a text. */
class RedactionTest {

    private static final String XPRV =
            "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
    private static final String WIF = "L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k";

    @Test
    void noValueThatHoldsASecretShowsIt() throws Refusal {
        ExtendedKey extended = ExtendedKey.parse(XPRV).orElseThrow();
        WifKey wif = WifKey.parse(WIF).orElseThrow();
        byte[] seed = new byte[32];
        seed[3] = 77;
        SigningKey signing = new SigningKey(wif.key(), Slice.of(wif.publicKey()));
        MessageAddress address = MessageAddress.read("bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l", Chain.MAIN);

        List<Object> holders = List.of(
                extended,
                ExtendedKey.ofSeed(seed, KeyPrefix.X).orElseThrow(),
                wif,
                wif.key(),
                signing,
                address.challenge(Slice.of(new byte[0]), List.of(wif)),
                Slice.of(wif.key().bytes()),
                PrivateKey.of(seed).orElseThrow());

        for (Object holder : holders) {
            assertThat(holder.toString())
                    .as(holder.getClass().getSimpleName())
                    .doesNotContain(XPRV.substring(20, 40), WIF.substring(10, 30))
                    .doesNotContain(
                            hex(wif.key().bytes()), hex(extended.privateKey().orElseThrow()))
                    .doesNotContain(hex(extended.chainCode()), hex(seed))
                    .doesNotContain("[B@");
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).substring(0, 16);
    }
}
