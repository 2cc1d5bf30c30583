package turnout.router.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static turnout.router.http2.Bytes.block;
import static turnout.router.http2.Bytes.concat;
import static turnout.router.http2.Bytes.data;
import static turnout.router.http2.Bytes.frame;
import static turnout.router.http2.Bytes.headers;
import static turnout.router.http2.Bytes.number;
import static turnout.router.http2.Bytes.request;

import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer may send, in any pieces, and what it is told when it may not (RFC 9113). */
class ConnectionTest {

    private static final byte[] SESSION = concat(
            Bytes.PREFACE,
            frame(Frame.SETTINGS, 0, 0),
            headers(1, false, request("x", "1")),
            data(1, false, 3),
            frame(Frame.PING, 0, 0, new byte[8]),
            data(1, true, 2),
            headers(3, true, request()));

    @Test
    void hearsTheSameHoweverTheBytesAreCut() {
        ServerUnderTest whole = ServerUnderTest.fresh();
        whole.feed(SESSION);
        assertThat(whole.heard).hasSize(4);

        for (int cut = 1; cut < SESSION.length; cut++) {
            ServerUnderTest pieces = ServerUnderTest.fresh();
            pieces.feed(Arrays.copyOf(SESSION, cut), Arrays.copyOfRange(SESSION, cut, SESSION.length));
            assertThat(pieces.heard).isEqualTo(whole.heard);
        }
    }

    @Test
    void putsAHeaderBlockTogetherFromContinuations() {
        ServerUnderTest server = ServerUnderTest.shakenHands();
        byte[] block = request("long", "v".repeat(500));

        server.feed(
                frame(Frame.HEADERS, Frame.END_STREAM, 1, Arrays.copyOf(block, 20)),
                frame(Frame.CONTINUATION, 0, 1, Arrays.copyOfRange(block, 20, 300)),
                frame(Frame.CONTINUATION, Frame.END_HEADERS, 1, Arrays.copyOfRange(block, 300, block.length)));

        assertThat(server.heard).singleElement().asString().endsWith("long=" + "v".repeat(500) + "; end");
    }

    @Test
    void stripsPaddingAndPriority() {
        ServerUnderTest server = ServerUnderTest.shakenHands();
        byte[] padded = concat(new byte[] {2}, number(0), new byte[] {16}, request(), new byte[2]);

        server.feed(frame(Frame.HEADERS, Frame.END_HEADERS | Frame.PADDED | Frame.PRIORITY_FLAG, 1, padded));
        server.feed(frame(Frame.DATA, Frame.PADDED | Frame.END_STREAM, 1, new byte[] {3, 'o', 'k', 0, 0, 0}));

        assertThat(server.heard).hasSize(2).last().isEqualTo("data#1 ok end");
    }

    static Stream<Arguments> offences() {
        byte[] open = headers(1, false, request());
        byte[] closed = headers(1, true, request());
        return Stream.of(
                Arguments.of("DATA on an idle stream", "GOAWAY(1)", List.of(data(5, false, 1))),
                Arguments.of("HEADERS on an even stream", "GOAWAY(1)", List.of(headers(2, true, request()))),
                Arguments.of("a stream's frame on stream 0", "GOAWAY(1)", List.of(data(0, false, 1))),
                Arguments.of("PING on a stream", "GOAWAY(1)", List.of(frame(Frame.PING, 0, 1, new byte[8]))),
                Arguments.of("PING of 7 bytes", "GOAWAY(6)", List.of(frame(Frame.PING, 0, 0, new byte[7]))),
                Arguments.of("SETTINGS of 5 bytes", "GOAWAY(6)", List.of(frame(Frame.SETTINGS, 0, 0, new byte[5]))),
                Arguments.of("a frame over 16,384 bytes", "GOAWAY(6)", List.of(open, data(1, false, 16_385))),
                Arguments.of("CONTINUATION alone", "GOAWAY(1)", List.of(frame(Frame.CONTINUATION, 4, 1))),
                Arguments.of(
                        "a frame within a header block",
                        "GOAWAY(1)",
                        List.of(frame(Frame.HEADERS, 0, 1, request()), frame(Frame.PING, 0, 0, new byte[8]))),
                Arguments.of("PUSH_PROMISE", "GOAWAY(1)", List.of(frame(Frame.PUSH_PROMISE, 4, 1, number(2)))),
                Arguments.of("WINDOW_UPDATE of 0", "GOAWAY(1)", List.of(frame(Frame.WINDOW_UPDATE, 0, 0, number(0)))),
                Arguments.of(
                        "a window over 2^31-1",
                        "GOAWAY(3)",
                        List.of(frame(Frame.WINDOW_UPDATE, 0, 0, number(Integer.MAX_VALUE)))),
                Arguments.of(
                        "padding longer than the frame",
                        "GOAWAY(1)",
                        List.of(open, frame(Frame.DATA, Frame.PADDED, 1, new byte[] {9, 0}))),
                Arguments.of("field index 0", "GOAWAY(9)", List.of(headers(1, true, new byte[] {(byte) 0x80}))),
                Arguments.of("a block that is cut off", "GOAWAY(9)", List.of(headers(1, true, new byte[] {0, 5, 'a'}))),
                Arguments.of("an upper-case name", "RST_STREAM#1(1)", List.of(headers(1, true, request("A", "b")))),
                Arguments.of(
                        "a line feed in a value", "RST_STREAM#1(1)", List.of(headers(1, true, request("a", "b\nc")))),
                Arguments.of(
                        "a connection-specific field",
                        "RST_STREAM#1(1)",
                        List.of(headers(1, true, request("connection", "close")))),
                Arguments.of(
                        "te other than trailers", "RST_STREAM#1(1)", List.of(headers(1, true, request("te", "gzip")))),
                Arguments.of(
                        "no :path",
                        "RST_STREAM#1(1)",
                        List.of(headers(1, true, block(":method", "POST", ":scheme", "http")))),
                Arguments.of(
                        "a late pseudo-header",
                        "RST_STREAM#1(1)",
                        List.of(headers(1, true, request("a", "b", ":authority", "c")))),
                Arguments.of(
                        "trailers without END_STREAM",
                        "RST_STREAM#1(1)",
                        List.of(open, headers(1, false, block("a", "b")))),
                Arguments.of(
                        "a content-length that is another",
                        "RST_STREAM#1(1)",
                        List.of(headers(1, false, request("content-length", "3")), data(1, true, 2))),
                Arguments.of("DATA after END_STREAM", "RST_STREAM#1(5)", List.of(closed, data(1, false, 1))),
                Arguments.of("HEADERS after END_STREAM", "RST_STREAM#1(5)", List.of(closed, closed)),
                Arguments.of(
                        "DATA over the stream's window",
                        "RST_STREAM#1(3)",
                        List.of(
                                open,
                                data(1, false, 16_384),
                                data(1, false, 16_384),
                                data(1, false, 16_384),
                                data(1, false, 16_384))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("offences")
    void answersAnOffenceWithItsCode(String offence, String expected, List<byte[]> frames) {
        ServerUnderTest server = ServerUnderTest.shakenHands();

        server.feed(frames.toArray(byte[][]::new));

        assertThat(server.said()).contains(expected);
    }

    @Test
    void ignoresWhatWasInFlightWhenItResetAStream() {
        ServerUnderTest server = ServerUnderTest.shakenHands();
        server.feed(headers(1, false, request()));

        server.opened.getFirst().reset(ErrorCode.CANCEL);
        server.feed(data(1, false, 10), headers(1, true, block("a", "b")), headers(3, true, request()));

        assertThat(server.said()).containsExactly("RST_STREAM#1(8)");
        assertThat(server.heard).last().asString().startsWith("headers#3");
    }

    @Test
    void ignoresStreamsThatCrossedItsGoAway() {
        ServerUnderTest server = ServerUnderTest.shakenHands();
        server.feed(headers(1, false, request()));

        server.goAway(ErrorCode.NO_ERROR, "drain");
        server.feed(headers(3, false, request()), data(3, true, 10), data(1, true, 1));

        assertThat(server.said()).containsExactly("GOAWAY(0)");
        assertThat(server.heard).last().isEqualTo("data#1 d end");
    }

    @Test
    void trailersWaitBehindDataThatWaitsForWindow() {
        ServerUnderTest server = ServerUnderTest.shakenHands();
        server.feed(frame(Frame.SETTINGS, 0, 0, concat(new byte[] {0, 4}, number(10))), headers(1, true, request()));
        server.said();
        var stream = server.opened.getFirst();

        stream.sendHeaders(Unpooled.wrappedBuffer(block(":status", "200")), false);
        stream.sendData(Unpooled.wrappedBuffer(new byte[25]), 0, 25, false);
        stream.sendHeaders(Unpooled.wrappedBuffer(block("grpc-status", "0")), true);

        assertThat(server.said()).containsExactly("HEADERS#1", "DATA#1 10");
        server.feed(frame(Frame.WINDOW_UPDATE, 0, 1, number(15)));
        assertThat(server.said()).containsExactly("DATA#1 15", "HEADERS#1 end");
    }

    @Test
    void aSmallerInitialWindowMayMakeAStreamsWindowNegative() {
        ServerUnderTest server = ServerUnderTest.shakenHands();
        server.feed(headers(1, true, request()));
        var stream = server.opened.getFirst();
        stream.sendData(Unpooled.wrappedBuffer(new byte[60_000]), 0, 60_000, false);
        server.feed(frame(Frame.SETTINGS, 0, 0, concat(new byte[] {0, 4}, number(10))));
        server.said();

        stream.sendData(Unpooled.wrappedBuffer(new byte[5]), 0, 5, true);
        server.feed(frame(Frame.WINDOW_UPDATE, 0, 1, number(59_990)));
        assertThat(server.said()).isEmpty();

        server.feed(frame(Frame.WINDOW_UPDATE, 0, 1, number(5)));
        assertThat(server.said()).containsExactly("DATA#1 5 end");
    }

    @Test
    void refillsTheConnectionsWindowWhoeverStillHoldsTheBytes() {
        ServerUnderTest server = ServerUnderTest.shakenHands();
        server.feed(headers(1, false, request()), headers(3, false, request()));

        for (int i = 0; i < 3; i++) {
            server.feed(data(1, false, 16_384), data(3, false, 16_384));
        }

        assertThat(server.said()).contains("WINDOW_UPDATE#0 65536");
    }

    @Test
    void endsAConnectionThatPingsForNothing() {
        ServerUnderTest server = ServerUnderTest.shakenHands();

        for (int i = 0; i < 101; i++) {
            server.feed(frame(Frame.PING, 0, 0, new byte[8]));
        }

        assertThat(server.said()).contains("GOAWAY(11)");
        assertThat(server.limits).containsExactly("pings");
    }

    @Test
    void aPingForEachDataOfOursIsABandwidthProbe() {
        ServerUnderTest server = ServerUnderTest.shakenHands();
        server.feed(headers(1, false, request()));

        for (int i = 0; i < 500; i++) {
            server.opened.getFirst().sendData(Unpooled.wrappedBuffer(new byte[1]), 0, 1, false);
            server.feed(frame(Frame.PING, 0, 0, new byte[8]));
        }

        assertThat(server.said()).doesNotContain("GOAWAY(11)").contains("PING ack");
    }

    @Test
    void endsAConnectionThatResetsWhatItHasJustOpened() {
        ServerUnderTest server = ServerUnderTest.shakenHands();

        for (int id = 1; id <= 401; id += 2) {
            server.feed(headers(id, true, request()), frame(Frame.RST_STREAM, 0, id, number(8)));
        }

        assertThat(server.said()).contains("GOAWAY(11)");
    }

    @Test
    void survivesAnyBytes() {
        long seed = Long.getLong("turnout.seed", 20_261_125L);
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] spoilt = concat(SESSION, headers(5, false, request("k", "v")), data(5, true, 50));
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                spoilt[random.nextInt(24, spoilt.length)] = (byte) random.nextInt();
            }
            ServerUnderTest server = ServerUnderTest.fresh();

            server.feed(spoilt);

            // An INTERNAL_ERROR is how a bug of ours would show.
            assertThat(server.said()).as("seed %d round %d", seed, round).doesNotContain("GOAWAY(2)");
            server.wire.finishAndReleaseAll();
        }
    }
}
