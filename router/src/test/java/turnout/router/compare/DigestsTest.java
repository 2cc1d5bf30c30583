package turnout.router.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DigestsTest {

    @Test
    void isHmacSha256CutTo64Bits() {
        // RFC 4231, test case 1.
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);

        assertThat(Digests.of(key).digest("Hi There")).isEqualTo("b0344c61d8db3853");
    }

    @Test
    void refusesAKeyThatCouldBeTriedOut() {
        assertThatThrownBy(() -> Digests.of(new byte[15])).hasMessageContaining("15 bytes (expected: 16 or more)");
    }
}
