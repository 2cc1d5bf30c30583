package turnout.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import turnout.e2e.LaneWays.Asked;
import turnout.e2e.LaneWays.Way;
import turnout.e2e.ObservedCall.Seen;

/**
 * gRPC's interop cases of unary calls, against the interop service in Python by every way. What is sent and expected is
 * <a href="https://github.com/grpc/grpc/blob/master/doc/interop-test-descriptions.md">gRPC's own description</a>.
 */
class LaneInteropIT {

    private static final String SERVICE = "grpc.testing.TestService";

    private static final int REQUEST_BYTES = 271_828;
    private static final int RESPONSE_BYTES = 314_159;

    // SimpleRequest
    private static final int RESPONSE_SIZE = 2;
    private static final int PAYLOAD = 3;
    private static final int RESPONSE_COMPRESSED = 6;
    private static final int RESPONSE_STATUS = 7;
    private static final int EXPECT_COMPRESSED = 8;

    @TempDir
    static Path home;

    private static LaneWays ways;

    @BeforeAll
    static void start() throws Exception {
        // Whoever knows no such method or service is asked too: the gateway must not answer for them.
        ways = LaneWays.start(
                home, SERVICE, List.of("EmptyCall", "UnaryCall", "CacheableUnaryCall", "UnimplementedCall"));
    }

    @AfterAll
    static void allCameByTheWayThatTheyWereSent() throws IOException {
        if (ways == null) {
            return;
        }
        try (LaneWays closed = ways) {
            assertThat(closed.service.executions())
                    .isNotEmpty()
                    .allSatisfy((id, came) ->
                            assertThat(came).containsExactly(Way.valueOf(id.substring(0, id.indexOf('-'))).protocol));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void emptyUnary(Way way) throws Exception {
        Seen seen = call(way, "EmptyCall", UnknownFieldSet.getDefaultInstance());

        assertThat(seen.code()).isEqualTo(Status.Code.OK);
        assertThat(seen.messages()).containsExactly("''");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void largeUnary(Way way) throws Exception {
        assertThat(call(way, "UnaryCall", large().build())).isEqualTo(largeAnswer());
    }

    /** Without its first step: grpcio shows handlers only what is decompressed already, so they cannot refuse. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void clientCompressedUnary(Way way) throws Exception {
        UnknownFieldSet compressed =
                large().addField(EXPECT_COMPRESSED, bool(true)).build();
        UnknownFieldSet plain = large().addField(EXPECT_COMPRESSED, bool(false)).build();

        assertThat(call(way, "UnaryCall", compressed, options -> options.withCompression("gzip")))
                .isEqualTo(largeAnswer());
        assertThat(call(way, "UnaryCall", plain)).isEqualTo(largeAnswer());
    }

    /** By the lane replies are not compressed, whatever the handler asks for (docs/lane.md). */
    @ParameterizedTest
    @EnumSource(Way.class)
    void serverCompressedUnary(Way way) throws Exception {
        for (boolean compressed : new boolean[] {true, false}) {
            UnknownFieldSet request =
                    large().addField(RESPONSE_COMPRESSED, bool(compressed)).build();

            assertThat(call(way, "UnaryCall", request)).isEqualTo(largeAnswer());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void customMetadata(Way way) throws Exception {
        Metadata metadata = new Metadata();
        metadata.put(RawCalls.ascii("x-grpc-test-echo-initial"), "test_initial_metadata_value");
        metadata.put(
                Metadata.Key.of("x-grpc-test-echo-trailing-bin", Metadata.BINARY_BYTE_MARSHALLER),
                new byte[] {(byte) 0xab, (byte) 0xab, (byte) 0xab});

        Seen seen = ways.ask(
                        way,
                        SERVICE + "/UnaryCall",
                        deadline(),
                        metadata,
                        large().build().toByteArray())
                .call()
                .seen();

        assertThat(seen.code()).isEqualTo(Status.Code.OK);
        assertThat(seen.initial()).containsExactly("x-grpc-test-echo-initial: test_initial_metadata_value");
        assertThat(seen.trailing()).containsExactly("x-grpc-test-echo-trailing-bin: \u00ab\u00ab\u00ab");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void statusCodeAndMessage(Way way) throws Exception {
        assertThat(call(way, "UnaryCall", failing(2, "test status message")))
                .isEqualTo(new Seen(Status.Code.UNKNOWN, "test status message", List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void specialStatusMessage(Way way) throws Exception {
        String message = "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \ud83d\ude08\t\n";

        assertThat(call(way, "UnaryCall", failing(2, message)))
                .isEqualTo(new Seen(Status.Code.UNKNOWN, message, List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void unimplementedMethod(Way way) throws Exception {
        assertThat(call(way, "UnimplementedCall", UnknownFieldSet.getDefaultInstance())
                        .code())
                .isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void unimplementedService(Way way) throws Exception {
        Asked asked = ways.ask(
                way, "grpc.testing.UnimplementedService/UnimplementedCall", deadline(), new Metadata(), new byte[0]);

        assertThat(asked.call().seen().code()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    /** Without a caching proxy in front: the call itself. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void cacheableUnary(Way way) throws Exception {
        assertThat(call(way, "CacheableUnaryCall", large().build())).isEqualTo(largeAnswer());
    }

    private static Seen call(Way way, String method, UnknownFieldSet request) throws Exception {
        return call(way, method, request, options -> options);
    }

    private static Seen call(Way way, String method, UnknownFieldSet request, UnaryOperator<CallOptions> options)
            throws Exception {
        return ways.ask(way, SERVICE + "/" + method, options.apply(deadline()), new Metadata(), request.toByteArray())
                .call()
                .seen();
    }

    private static CallOptions deadline() {
        return CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private static UnknownFieldSet.Builder large() {
        return UnknownFieldSet.newBuilder()
                .addField(
                        RESPONSE_SIZE,
                        Field.newBuilder().addVarint(RESPONSE_BYTES).build())
                .addField(
                        PAYLOAD,
                        Field.newBuilder()
                                .addLengthDelimited(payload(REQUEST_BYTES))
                                .build());
    }

    private static UnknownFieldSet failing(int code, String message) {
        ByteString status = UnknownFieldSet.newBuilder()
                .addField(1, Field.newBuilder().addVarint(code).build())
                .addField(
                        2,
                        Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(message, UTF_8))
                                .build())
                .build()
                .toByteString();
        return UnknownFieldSet.newBuilder()
                .addField(
                        RESPONSE_STATUS,
                        Field.newBuilder().addLengthDelimited(status).build())
                .build();
    }

    private static Field bool(boolean value) {
        ByteString message = value
                ? UnknownFieldSet.newBuilder()
                        .addField(1, Field.newBuilder().addVarint(1).build())
                        .build()
                        .toByteString()
                : ByteString.EMPTY;
        return Field.newBuilder().addLengthDelimited(message).build();
    }

    /** A Payload of zeros. */
    private static ByteString payload(int bytes) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        2,
                        Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(new byte[bytes]))
                                .build())
                .build()
                .toByteString();
    }

    /** OK with a SimpleResponse whose payload has the size that was asked for, and nothing else. */
    private static Seen largeAnswer() {
        ByteString response = UnknownFieldSet.newBuilder()
                .addField(
                        1,
                        Field.newBuilder()
                                .addLengthDelimited(payload(RESPONSE_BYTES))
                                .build())
                .build()
                .toByteString();
        return new Seen(Status.Code.OK, "", List.of(), List.of(ObservedCall.shown(response.toByteArray())), List.of());
    }
}
