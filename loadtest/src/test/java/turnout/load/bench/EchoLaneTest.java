package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoLaneTest {

    private static final Workload CALLS = Echo.of(List.of(Echo.key(1)));
    private static final byte[] NONE = {};

    @TempDir
    Path directory;

    private EchoLane lane;
    private SocketChannel channel;
    private DataInputStream in;

    @BeforeEach
    void connect() throws IOException {
        lane = EchoLane.start(directory.resolve("lane"));
        channel = Sockets.open(Sockets.address(lane.announcement().address()));
        in = new DataInputStream(Channels.newInputStream(channel));
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        lane.close();
    }

    @Test
    void answersACallThatComesInPieces() throws IOException {
        greet();
        byte[] body = new byte[100_000];
        body[99_999] = 7;
        byte[] call = LaneFrames.call(0, 42, 1_000_000, LaneFrames.entry("a", new byte[] {'b'}), body);

        write(Arrays.copyOf(call, 50_000));
        write(Arrays.copyOfRange(call, 50_000, call.length));

        assertThat(frame()).isEqualTo(LaneFrames.reply(42, 0, 0, "", NONE, NONE, body));
    }

    @Test
    void answersAPing() throws IOException {
        greet();

        write(LaneFrames.ping(5));

        assertThat(frame()).isEqualTo(LaneFrames.pong(5));
    }

    @Test
    void sendsAwayWhoDoesNotKnowTheToken() throws IOException {
        write(LaneFrames.hello(1, new LaneHello(65_536, 0, new byte[16], List.of())));

        assertThat(afterLength(frame())).startsWith(goawayOf(LaneFrames.BAD_TOKEN));
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void sendsAwayWhoCallsAMethodThatIsNotThere() throws IOException {
        greet();

        write(LaneFrames.call(3, 1, 0, NONE, NONE));

        assertThat(afterLength(frame())).startsWith(goawayOf(LaneFrames.PROTOCOL));
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void doesNotWaitForAFrameThatIsTooLarge() throws IOException {
        greet();

        write(LaneFrames.littleEndian(4).putInt(0x7fff_ffff).array());

        assertThat(afterLength(frame())).startsWith(goawayOf(LaneFrames.FRAME_TOO_LARGE));
    }

    @Test
    void leavesNoSocketBehind() throws IOException {
        lane.close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theGeneratorSaysWhyItWasSentAway() {
        Announcement wrong = new Announcement(lane.announcement().address(), new byte[16], 1);

        assertThatThrownBy(() -> LaneConnection.open(wrong, CALLS).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the token is not the announced one");
    }

    @Test
    void theGeneratorRefusesALaneWithoutItsMethod() {
        Workload other = new Workload("demo.Echo/Say", CALLS.messages(), CALLS.replies());

        assertThatThrownBy(() -> LaneConnection.open(lane.announcement(), other).close())
                .hasMessage("the lane has no demo.Echo/Say");
    }

    @Test
    void theGeneratorFailsOnAReplyThatIsNotTheExpectedOne() {
        Workload other = new Workload(Echo.METHOD, CALLS.messages(), List.of(Echo.message(Echo.key(2))));

        assertThatThrownBy(() -> ClosedLoop.run(
                        () -> LaneConnection.open(lane.announcement(), other),
                        new ClosedLoop.Shape(1, 1),
                        ClosedLoop.Until.calls(0),
                        ClosedLoop.Until.calls(1),
                        List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a reply is not the expected one");
    }

    private void greet() throws IOException {
        write(LaneFrames.hello(1, new LaneHello(65_536, 0, lane.announcement().token(), List.of())));
        assertThat(frame()).contains(Echo.METHOD.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] goawayOf(int code) {
        return new byte[] {LaneFrames.GOAWAY, 0, (byte) code};
    }

    private static byte[] afterLength(byte[] frame) {
        return Arrays.copyOfRange(frame, LaneFrames.LENGTH, frame.length);
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private byte[] frame() throws IOException {
        int length = Integer.reverseBytes(in.readInt());
        return LaneFrames.littleEndian(4 + length)
                .putInt(length)
                .put(in.readNBytes(length))
                .array();
    }
}
