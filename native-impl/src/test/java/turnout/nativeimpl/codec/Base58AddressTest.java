package turnout.nativeimpl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.bitcoinj.base.Base58;
import org.junit.jupiter.api.Test;

class Base58AddressTest {

    @Test
    void writesWhatBitcoinjWrites() {
        long seed = 58;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] hash = new byte[20];
            random.nextBytes(hash);
            // Leading zeros are characters of their own.
            Arrays.fill(hash, 0, random.nextInt(21), (byte) 0);
            int version = i % 2 == 0 ? 0 : random.nextInt(256);
            AsciiWriter out = new AsciiWriter();

            Base58Address.encode(out, version, Slice.of(hash));

            assertThat(out.text()).as("seed %s, case %s", seed, i).isEqualTo(Base58.encodeChecked(version, hash));
        }
    }
}
