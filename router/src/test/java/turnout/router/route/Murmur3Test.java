package turnout.router.route;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import turnout.router.call.Body;

class Murmur3Test {

    @ParameterizedTest
    @CsvSource({
        "'', 00000000",
        "21, 72661cf4",
        "2143, a0f7b07a",
        "214365, 7e4a8634",
        "21436587, f55b516b",
        "ffffffff, 76293b50",
        "00000000, 2362f9de",
        "000000, 85f0b427",
        "0000, 30f4c306",
        "00, 514e28b7",
        "74657374, ba6bd213",
        "48656c6c6f2c20776f726c6421, c0363e43",
    })
    void hashesAsPublished(String data, String expected) {
        byte[] bytes = HexFormat.of().parseHex(data);

        int hash = whole(bytes);

        assertThat(hash).isEqualTo(HexFormat.fromHexDigits(expected));
    }

    @Test
    void hashesALongTextAsPublished() {
        byte[] text = "The quick brown fox jumps over the lazy dog".getBytes(US_ASCII);

        assertThat(whole(text)).isEqualTo(0x2E4F_F723);
    }

    @Test
    void givesTheSameHashWhereverThePrefixEnds() {
        byte[] bytes = new byte[37];
        new Random(1).nextBytes(bytes);

        for (int length = 0; length <= bytes.length; length++) {
            byte[] data = Arrays.copyOf(bytes, length);
            for (int end = 0; end <= length; end++) {
                Murmur3 prefix = Murmur3.after(Arrays.copyOf(data, end));
                assertThat(prefix.hash(Body.of(data), end, length - end)).isEqualTo(whole(data));
            }
        }
    }

    @Test
    void hashesALongAsItsEightBytes() {
        Random random = new Random(2);

        for (int i = 0; i < 1_000; i++) {
            long value = random.nextLong();
            byte[] bytes = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array();
            Murmur3 prefix = Murmur3.after(new byte[i % 8]);
            assertThat(prefix.hash(value)).isEqualTo(prefix.hash(Body.of(bytes), 0, 8));
        }
    }

    private static int whole(byte[] data) {
        return Murmur3.after(new byte[0]).hash(Body.of(data), 0, data.length);
    }
}
