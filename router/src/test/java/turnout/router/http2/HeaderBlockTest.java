package turnout.router.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeaderBlockTest {

    /** RFC 7541 C.4.1, with the field that would enter a table. */
    private static final byte[] RFC = HexFormat.of().parseHex("828684418cf1e3c2e5f23a6ba0ab90f4ff");

    @Test
    void readsTheExampleOfTheRfc() {
        assertThat(fields(RFC)).containsExactly(":method=GET", ":scheme=http", ":path=/", ":authority=www.example.com");
    }

    @Test
    void copiesAFieldSoThatItNeedsNoTable() {
        byte[] copied = copy(RFC);

        assertThat(fields(copied)).isEqualTo(fields(RFC));
        // 0x41 was "with incremental indexing, name 1"; 0x01 is "without indexing, name 1" (RFC 7541 §6.2.2).
        assertThat(copied[3]).isEqualTo((byte) 0x01);
    }

    @Test
    void keepsWhatMustNeverBeIndexed() {
        byte[] never = {0x10, 1, 'a', 1, 'b'};

        assertThat(copy(never)).isEqualTo(never);
    }

    @Test
    void readsWhatNettyEncodesWithHuffmanAndWithout() throws Http2Exception {
        long seed = Long.getLong("turnout.seed", 7_541L);
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            Http2Headers headers = new DefaultHttp2Headers(false);
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                String name = text(random, 1 + random.nextInt(30), 'a', 'z');
                String value = text(random, random.nextInt(80), '!', 'ÿ');
                headers.add(name, value);
                expected.add(name + "=" + value);
            }
            var encoder = new DefaultHttp2HeadersEncoder(
                    Http2HeadersEncoder.NEVER_SENSITIVE, true, 16, round % 2 == 0 ? 0 : Integer.MAX_VALUE);
            encoder.configuration().maxHeaderTableSize(0);
            ByteBuf block = Unpooled.buffer();
            encoder.encodeHeaders(1, headers, block);

            assertThat(fields(ByteBufUtil.getBytes(block)))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(expected);
            assertThat(fields(copy(ByteBufUtil.getBytes(block)))).isEqualTo(expected);
        }
    }

    @Test
    void refusesHuffmanTextsThatEndInTheMiddleOfACode() {
        byte[] target = new byte[64];

        assertThat(Huffman.decode(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff}, 0, 4, target, 0))
                .isEqualTo(-1);
        assertThat(Huffman.decode(new byte[] {0x00}, 0, 1, target, 0)).isEqualTo(-1);
        assertThat(Huffman.decode(new byte[] {0x07}, 0, 1, target, 0)).isEqualTo(1);
    }

    private static String text(Random random, int length, char from, char to) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(from, to + 1));
        }
        return text.toString();
    }

    private static List<String> fields(byte[] block) {
        HeaderBlock fields = new HeaderBlock();
        fields.begin(block);
        List<String> read = new ArrayList<>();
        while (fields.next()) {
            read.add(fields.nameText() + "=" + new String(fields.valueBytes(), ISO_8859_1));
        }
        return read;
    }

    private static byte[] copy(byte[] block) {
        HeaderBlock fields = new HeaderBlock();
        fields.begin(block);
        ByteBuf out = Unpooled.buffer();
        while (fields.next()) {
            fields.copyTo(out);
        }
        return ByteBufUtil.getBytes(out);
    }
}
