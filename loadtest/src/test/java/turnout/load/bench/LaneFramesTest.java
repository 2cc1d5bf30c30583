package turnout.load.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneFramesTest {

    private static final byte[] NONE = {};
    private static final byte[] TOKEN = {1, 2, 3, 4};
    private static final List<String> METHODS = List.of("demo.Echo/Say", "demo.Echo/Shout");

    private final LanePage page = LanePage.read();

    LaneFramesTest() throws IOException {}

    @Test
    void writesTheHellosOfThePage() {
        assertThat(LaneFrames.hello(1, new LaneHello(1_000_000, 0, TOKEN, List.of())))
                .isEqualTo(page.frame("hello from the gateway"));
        assertThat(LaneFrames.hello(1, new LaneHello(4_200_000, 4_096, NONE, METHODS)))
                .isEqualTo(page.frame("hello from the service"));
    }

    @Test
    void readsTheHellosOfThePage() throws IOException {
        LaneHello gateway = read(page.frame("hello from the gateway"));
        LaneHello service = read(page.frame("hello from the service"));

        assertThat(gateway.frame()).isEqualTo(1_000_000);
        assertThat(gateway.token()).isEqualTo(TOKEN);
        assertThat(service.inFlight()).isEqualTo(4_096);
        assertThat(service.methods()).isEqualTo(METHODS);
    }

    @Test
    void tellsTheSentenceOfAServiceThatSendsItAway() {
        assertThatThrownBy(() -> read(page.frame("goaway, VERSION")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("GOAWAY 2: version 9 is not spoken (expected: 1)");
    }

    @Test
    void takesNoOtherFrameForAHello() {
        assertThatThrownBy(() -> read(page.frame("ping"))).isInstanceOf(IOException.class);
    }

    @Test
    void writesTheCallsOfThePage() {
        byte[] metadata = join(
                LaneFrames.entry("user-agent", "x".getBytes(US_ASCII)),
                LaneFrames.entry("k-bin", new byte[] {0, (byte) 0xff}));

        assertThat(LaneFrames.call(1, 7, 250_000, metadata, new byte[] {0x0a, 2, 'h', 'i'}))
                .isEqualTo(page.frame("call 7"));
        assertThat(LaneFrames.call(0, 8, 0, NONE, NONE)).isEqualTo(page.frame("call 8"));
    }

    @Test
    void writesTheRepliesOfThePage() {
        byte[] initial = LaneFrames.entry("a", "1".getBytes(US_ASCII));
        byte[] trailing =
                join(LaneFrames.entry("b", "2".getBytes(US_ASCII)), LaneFrames.entry("b", "3".getBytes(US_ASCII)));

        assertThat(LaneFrames.reply(7, 0, 0, "", initial, trailing, new byte[] {0x0a, 2, 'H', 'I'}))
                .isEqualTo(page.frame("reply to call 7"));
        assertThat(LaneFrames.reply(8, 5, 0, "no such block", NONE, NONE, NONE))
                .isEqualTo(page.frame("reply to call 8"));
        assertThat(LaneFrames.reply(9, 14, 1, "stopping", NONE, NONE, NONE)).isEqualTo(page.frame("reply to call 9"));
    }

    @Test
    void writesTheSmallFramesOfThePage() {
        assertThat(LaneFrames.cancel(7)).isEqualTo(page.frame("cancel call 7"));
        assertThat(LaneFrames.ping(0x0102030405060708L)).isEqualTo(page.frame("ping"));
        assertThat(LaneFrames.pong(0x0102030405060708L)).isEqualTo(page.frame("pong"));
        assertThat(LaneFrames.goaway(0, "the worker stops")).isEqualTo(page.frame("goaway, STOPPING"));
    }

    @Test
    void announcesAsProtobufDoes() throws IOException {
        Announcement announced = Announcement.parse(new Announcement("unix:/x", TOKEN, 1).serialize());

        assertThat(announced.address()).isEqualTo("unix:/x");
        assertThat(announced.token()).isEqualTo(TOKEN);
        assertThat(announced.version()).isEqualTo(1);
    }

    private static LaneHello read(byte[] frame) throws IOException {
        return LaneHello.read(ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
