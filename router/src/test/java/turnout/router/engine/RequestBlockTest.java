package turnout.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import turnout.router.http2.HeaderBlock;

class RequestBlockTest {

    @ParameterizedTest
    @CsvSource({
        "-5, 1u",
        "999, 1u",
        "1000, 1u",
        "12345678, 12345u",
        "60000000000, 60000000u",
        "99999999000, 99999999u",
        "100000000000, 100000m",
        "3600000000000, 3600000m",
        "2305843009213693951, 99999999m"
    })
    void writesWhatIsLeftInEightDigitsAtMost(long nanos, String expected) {
        assertThat(timeout(nanos)).isEqualTo(expected);
    }

    @Test
    void neverSaysMoreTimeThanThereIs() {
        for (long micros = 1; micros < 200_000_000; micros = micros * 3 + 1) {
            long nanos = TimeUnit.MICROSECONDS.toNanos(micros) + 999;
            String text = timeout(nanos);
            long value = Long.parseLong(text.substring(0, text.length() - 1));
            long said = text.endsWith("u") ? value * 1_000 : value * 1_000_000;

            assertThat(said).isLessThanOrEqualTo(nanos).isGreaterThan(nanos - 1_000_000);
        }
    }

    private static String timeout(long nanos) {
        ByteBuf out = Unpooled.buffer(8);
        RequestBlock.writeTimeout(out, nanos);
        HeaderBlock block = new HeaderBlock();
        block.begin(ByteBufUtil.getBytes(out));
        assertThat(block.next()).isTrue();
        assertThat(block.nameText()).isEqualTo("grpc-timeout");
        String value = block.valueText();
        assertThat(block.next()).isFalse();
        return value;
    }
}
