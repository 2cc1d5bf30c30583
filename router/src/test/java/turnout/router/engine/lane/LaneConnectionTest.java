package turnout.router.engine.lane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static turnout.router.engine.lane.GatewayUnderTest.block;
import static turnout.router.engine.lane.LaneExamples.named;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import turnout.router.engine.lane.GatewayUnderTest.Answered;

final class LaneConnectionTest {

    private static final byte[] NOTHING = {};
    private static final byte[] HI = {0x0a, 2, 'h', 'i'};

    @Test
    void saysHelloAsThePageHasIt() throws IOException {
        assertThat(new GatewayUnderTest().sent()).isEqualTo(named("hello from the gateway"));
    }

    @Test
    void sendsACallAsThePageHasIt() throws IOException {
        GatewayUnderTest gateway = GatewayUnderTest.greeted();
        byte[] metadata = requireNonNull(new MetadataMemo()
                .metadata(block(":path", "/demo.Echo/Shout", "te", "trailers", "user-agent", "x", "k-bin", "AP8")));
        // Ids are places in a table: seven calls before it make this one number 7.
        for (int i = 0; i < 7; i++) {
            gateway.send("demo.Echo/Say", NOTHING, 0, NOTHING);
        }
        gateway.sent();

        gateway.send("demo.Echo/Shout", metadata, 250_000, HI);
        assertThat(gateway.sent()).isEqualTo(named("call 7"));
        gateway.send("demo.Echo/Say", NOTHING, 0, NOTHING);
        assertThat(gateway.sent()).isEqualTo(named("call 8"));
    }

    @Test
    void readsRepliesAsThePageHasThem() throws IOException {
        GatewayUnderTest gateway = GatewayUnderTest.greeted();
        Answered[] calls = calls(gateway, 10);

        gateway.receive(named("reply to call 7"));
        gateway.receive(named("reply to call 8"));
        gateway.receive(named("reply to call 9"));

        assertThat(calls[7].outcomes).containsExactly("0 ");
        assertThat(calls[7].initial).isEqualTo(block("a", "1"));
        assertThat(calls[7].trailing).isEqualTo(block("b", "2", "b", "3"));
        assertThat(calls[7].body).isEqualTo(new byte[] {0x0a, 2, 'H', 'I'});
        assertThat(calls[8].outcomes).containsExactly("5 no such block");
        assertThat(calls[9].outcomes).containsExactly("refused 14 stopping");
        assertThat(gateway.connection.inFlight()).isEqualTo(7);
    }

    @Test
    void cancelsAndPingsAsThePageHasIt() throws IOException {
        GatewayUnderTest gateway = GatewayUnderTest.greeted();
        Answered[] calls = calls(gateway, 8);
        gateway.sent();

        gateway.connection.cancel(calls[7]);
        gateway.connection.cancel(calls[7]);
        assertThat(gateway.sent()).isEqualTo(named("cancel call 7"));

        gateway.receive(named("ping"));
        assertThat(gateway.sent()).isEqualTo(named("pong"));
        gateway.connection.heartbeat(0x0102030405060708L);
        assertThat(gateway.sent()).isEqualTo(named("ping"));
    }

    @Test
    void keepsThePlaceOfACancelledCallUntilItsReply() throws IOException {
        GatewayUnderTest gateway = GatewayUnderTest.greeted();
        Answered[] calls = calls(gateway, 8);

        gateway.connection.cancel(calls[7]);
        assertThat(gateway.connection.inFlight()).isEqualTo(8);

        gateway.receive(named("reply to call 7"));
        assertThat(gateway.connection.inFlight()).isEqualTo(7);
        assertThat(calls[7].outcomes).hasSize(1);
    }

    @Test
    void takesAnyFrameForASignOfLife() throws IOException {
        GatewayUnderTest gateway = GatewayUnderTest.greeted();
        calls(gateway, 8);
        gateway.connection.heartbeat(1_000);
        assertThat(gateway.connection.silentNanos(5_000)).isEqualTo(4_000);

        gateway.receive(named("reply to call 7"));

        assertThat(gateway.connection.silentNanos(9_000)).isZero();
    }

    @Test
    void waitsForCallsInFlightWhenTheServiceStops() throws IOException {
        GatewayUnderTest gateway = GatewayUnderTest.greeted();
        Answered[] calls = calls(gateway, 8);

        gateway.receive(named("goaway, STOPPING"));
        assertThat(gateway.stopping).isTrue();
        assertThat(gateway.connection.takes(gateway.method("demo.Echo/Say"))).isFalse();
        assertThat(gateway.ended).isNull();

        for (int id = 0; id < 7; id++) {
            gateway.receive(reply(id, 0, "", NOTHING));
        }
        gateway.receive(named("reply to call 7"));
        assertThat(gateway.ended).isEqualTo(LaneCode.STOPPING);
        assertThat(calls).allSatisfy(call -> assertThat(call.outcomes).containsExactly("0 "));
        assertThat(gateway.channel.isOpen()).isFalse();
    }

    @Test
    void sendsNoMoreThanTheServiceAccepts() throws IOException {
        GatewayUnderTest gateway = GatewayUnderTest.greeted();
        LaneMethod method = gateway.method("demo.Echo/Say");

        int sent = 0;
        for (; gateway.connection.takes(method); sent++) {
            gateway.send("demo.Echo/Say", NOTHING, 0, NOTHING);
            gateway.sent();
        }

        assertThat(sent).isEqualTo(4_096);
        assertThat(gateway.connection.fits(NOTHING, 4_200_000 - 20)).isTrue();
        assertThat(gateway.connection.fits(NOTHING, 4_200_000 - 19)).isFalse();
    }

    @Test
    void endsWithTheReasonWhenItIsSentAway() throws IOException {
        GatewayUnderTest gateway = new GatewayUnderTest();

        gateway.receive(named("goaway, VERSION"));

        assertThat(gateway.ended).isEqualTo(LaneCode.VERSION);
        assertThat(gateway.reason).contains("version 9 is not spoken (expected: 1)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an unknown type,                 PROTOCOL,        04000000 08000000, frame type 8",
        "a type of the gateway's own,     PROTOCOL,        08000000 04000000 00000000, never sent by a service",
        "a second hello,                  PROTOCOL,        HELLO, a second HELLO",
        "a length above the limit,        FRAME_TOO_LARGE, 41420f00 03, a frame of 1000001 bytes",
        "a length below the smallest,     PROTOCOL,        13000000 03, expected: at least 20",
        "a reply to no call,              PROTOCOL,        14000000 03000000 63000000 00000000 00000000 00000000, call 99",
        "a reply to a negative call,      PROTOCOL,        14000000 03000000 ffffffff 00000000 00000000 00000000, call -1",
        "a status above 16,               PROTOCOL,        14000000 03110000 00000000 00000000 00000000 00000000, status 17",
        "a body beside a failure,         PROTOCOL,        15000000 03050000 00000000 00000000 00000000 00000000 00, a body",
        "parts longer than their frame,   PROTOCOL,        14000000 03050000 00000000 01000000 00000000 00000000, longer",
        "parts that overflow,             PROTOCOL,        14000000 03000000 00000000 ffffffff ffffffff ffffffff, longer",
        "metadata that ends in an entry,  PROTOCOL,        19000000 03000000 00000000 00000000 05000000 00000000 0100010000, ends within",
        "a metadata value too long,       PROTOCOL,        1b000000 03000000 00000000 00000000 07000000 00000000 01000100000061, entry of 1 and 1",
        "an empty metadata name,          PROTOCOL,        1b000000 03000000 00000000 00000000 07000000 00000000 00000100000061, entry of 0",
        "an upper-case metadata name,     PROTOCOL,        1c000000 03000000 00000000 00000000 08000000 00000000 0100010000004161, byte 65",
        "a control in a metadata value,   PROTOCOL,        1c000000 03000000 00000000 00000000 08000000 00000000 010001000000610a, byte 10"
    })
    void leavesWithAReasonAndLosesItsCalls(String what, LaneCode code, String frame, String sentence)
            throws IOException {
        GatewayUnderTest gateway = GatewayUnderTest.greeted();
        Answered[] calls = calls(gateway, 3);
        gateway.sent();

        gateway.receive(
                frame.equals("HELLO")
                        ? named("hello from the service")
                        : HexFormat.of().parseHex(frame.replace(" ", "")));

        assertThat(gateway.ended).isEqualTo(code);
        assertThat(gateway.reason).contains(sentence);
        assertThat(calls).allSatisfy(call -> assertThat(call.outcomes).containsExactly("lost " + code));
        byte[] goAway = gateway.sent();
        assertThat(goAway[4]).isEqualTo((byte) 7);
        assertThat((int) goAway[6]).isEqualTo(code.ordinal());
        assertThat(new String(goAway, 12, goAway.length - 12, UTF_8)).contains(sentence);
        assertThat(gateway.channel.isOpen()).isFalse();
    }

    @Test
    void refusesAHelloThatIsNone() throws IOException {
        Map<String, byte[]> hellos = Map.of(
                "without the letters LANE", changed(named("hello from the service"), 8, 'X'),
                "promises 2 methods", Arrays.copyOf(named("hello from the service"), 55),
                "version 2 is not spoken", changed(named("hello from the service"), 6, 2),
                "before HELLO", named("pong"));

        hellos.forEach((sentence, hello) -> {
            GatewayUnderTest gateway = new GatewayUnderTest();
            byte[] fitting = hello.clone();
            fitting[0] = (byte) (hello.length - 4);

            gateway.receive(fitting);

            assertThat(gateway.ended).as(sentence).isNotNull();
            assertThat(gateway.reason).contains(sentence);
            assertThat(gateway.ready).isFalse();
        });
    }

    @Test
    void readsTheSameHoweverTheBytesAreCut() throws IOException {
        byte[] hello = named("hello from the service");
        byte[] replies =
                join(named("reply to call 7"), named("ping"), named("reply to call 8"), named("reply to call 9"));

        for (int size = 1; size <= replies.length; size++) {
            GatewayUnderTest gateway = new GatewayUnderTest();
            inPieces(gateway, hello, size);
            Answered[] calls = calls(gateway, 10);
            inPieces(gateway, replies, size);

            assertThat(gateway.ended).isNull();
            assertThat(calls[7].body).hasSize(4);
            assertThat(calls[8].outcomes).containsExactly("5 no such block");
            assertThat(calls[9].outcomes).hasSize(1);
        }
    }

    @Test
    void survivesAnyBytes() throws IOException {
        long seed = System.nanoTime();
        System.out.println("LaneConnectionTest.survivesAnyBytes seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] frames = LaneExamples.read().values().toArray(byte[][]::new);
        for (int session = 0; session < 20_000; session++) {
            GatewayUnderTest gateway = GatewayUnderTest.greeted();
            Answered[] calls = calls(gateway, 10);

            for (int i = 0; i < 4 && gateway.ended == null; i++) {
                byte[] frame = frames[random.nextInt(frames.length)].clone();
                frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
                inPieces(gateway, frame, 1 + random.nextInt(frame.length));
            }
            gateway.channel.close();
            gateway.sent();

            assertThat(gateway.ended).isNotNull();
            assertThat(calls).allSatisfy(call -> assertThat(call.outcomes).hasSize(1));
        }
    }

    private static Answered[] calls(GatewayUnderTest gateway, int count) {
        Answered[] calls = new Answered[count];
        for (int i = 0; i < count; i++) {
            calls[i] = gateway.send("demo.Echo/Say", NOTHING, 0, NOTHING);
        }
        return calls;
    }

    private static void inPieces(GatewayUnderTest gateway, byte[] bytes, int size) {
        for (int at = 0; at < bytes.length; at += size) {
            gateway.receive(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
    }

    private static byte[] reply(int id, int status, String details, byte[] body) {
        byte[] text = details.getBytes(UTF_8);
        return java.nio.ByteBuffer.allocate(24 + text.length + body.length)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(20 + text.length + body.length)
                .put((byte) 3)
                .put((byte) status)
                .putShort((short) 0)
                .putInt(id)
                .putInt(text.length)
                .putInt(0)
                .putInt(0)
                .put(text)
                .put(body)
                .array();
    }

    private static byte[] changed(byte[] frame, int index, int value) {
        byte[] copy = frame.clone();
        copy[index] = (byte) value;
        return copy;
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
