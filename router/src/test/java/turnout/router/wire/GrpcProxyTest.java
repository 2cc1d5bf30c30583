package turnout.router.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients must not notice that there is a gateway: grpc-java on both sides of it, over real sockets. */
class GrpcProxyTest {

    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private Upstream upstream;
    private ProxyUnderTest proxy;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        upstream = Upstream.start();
        proxy = ProxyUnderTest.start(upstream.address());
        channel = proxy.channel();
    }

    @AfterEach
    void stop() throws InterruptedException {
        proxy.close();
        upstream.close();
    }

    @Test
    void relaysAMethodItHasNeverHeardOf() {
        assertThat(call("x.Unheard/Echo", HELLO)).isEqualTo(HELLO);
    }

    @Test
    void relaysAnEmptyMessage() {
        assertThat(call("x.Unheard/Echo", new byte[0])).isEmpty();
    }

    @Test
    void relaysLargeMessagesUnchanged() {
        byte[] large = new byte[20 << 20];
        new Random(7).nextBytes(large);

        assertThat(call("x.Unheard/Echo", large)).isEqualTo(large);
    }

    @Test
    void collectsALargeMessageWhoseKeyDecides() throws InterruptedException {
        proxy.share("50");
        byte[] large = new byte[3 << 20];
        // Unknown fields of one byte, then a key that falls to PYTHON or NATIVE: either way the reply is whole.
        java.util.Arrays.fill(large, (byte) 0x18);
        for (int i = 1; i < large.length; i += 2) {
            large[i] = 1;
        }

        byte[] reply = call(EchoContract.KEYED, large);

        assertThat(reply).isIn(large, "native".getBytes(UTF_8));
    }

    @Test
    void passesMetadataBothWaysWithDuplicatesAndBytes() {
        Metadata sent = Upstream.trailers();
        AtomicReference<Metadata> headers = new AtomicReference<>();
        AtomicReference<Metadata> trailers = new AtomicReference<>();
        var intercepted = ClientInterceptors.intercept(
                channel,
                MetadataUtils.newAttachHeadersInterceptor(sent),
                MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));

        ClientCalls.blockingUnaryCall(intercepted, Raw.unary("x.Unheard/Echo"), CallOptions.DEFAULT, HELLO);

        for (Metadata back : List.of(headers.get(), trailers.get())) {
            assertThat(back.get(Upstream.TRACE_BIN)).isEqualTo(new byte[] {0, 1, (byte) 0xff});
            assertThat(back.getAll(Upstream.WORD)).containsExactly("one", "two");
        }
    }

    @Test
    void passesStatusMessageAndTrailersOfAFailureUnchanged() {
        assertThatThrownBy(() -> call("x.Unheard/Fail", HELLO))
                .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
                    assertThat(failure.getStatus().getDescription()).isEqualTo("nö 100 %");
                    assertThat(requireNonNull(failure.getTrailers()).getAll(Upstream.WORD))
                            .containsExactly("one", "two");
                });
    }

    @Test
    void anUnknownMethodIsUnimplementedByPythonsWord() {
        assertThatThrownBy(() -> call("x.Unheard/Nothing", HELLO))
                .hasMessageContaining("UNIMPLEMENTED")
                .hasMessageContaining("Method not found");
    }

    @Test
    void relaysABidirectionalStreamMessageByMessage() throws Exception {
        List<byte[]> received = new ArrayList<>();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        StreamObserver<byte[]> requests = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(Raw.method("x.Unheard/Chat", MethodType.BIDI_STREAMING), CallOptions.DEFAULT),
                observer(received, done));

        for (int i = 0; i < 100; i++) {
            requests.onNext(new byte[30_000 + i]);
        }
        requests.onCompleted();

        assertThat(done.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(received).hasSize(100);
        assertThat(received.get(99)).hasSize(30_099);
    }

    @Test
    void passesTheDeadlineOnAndEndsTheCallWhenItHasPassed() throws Exception {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(500, TimeUnit.MILLISECONDS);

        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Raw.unary("x.Unheard/Never"), options, HELLO))
                .hasMessageContaining("DEADLINE_EXCEEDED");

        assertThat(upstream.deadlineMillis.get(5, TimeUnit.SECONDS)).isBetween(1L, 500L);
        assertThat(upstream.cancelled.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void passesACancellationOn() throws Exception {
        ClientCall<byte[], byte[]> call = channel.newCall(Raw.unary("x.Unheard/Never"), CallOptions.DEFAULT);
        ClientCalls.asyncUnaryCall(call, HELLO, observer(new ArrayList<>(), new CompletableFuture<>()));
        upstream.deadlineMillis.get(5, TimeUnit.SECONDS);

        call.cancel("changed my mind", null);

        assertThat(upstream.cancelled.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void callsInFlightToAWorkerThatDiesEndAsUnavailable() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        ClientCalls.asyncUnaryCall(
                channel.newCall(Raw.unary("x.Unheard/Never"), CallOptions.DEFAULT), HELLO, failing(failure));
        upstream.deadlineMillis.get(5, TimeUnit.SECONDS);

        upstream.kill();

        assertThat(Status.fromThrowable(failure.get(5, TimeUnit.SECONDS)).getCode())
                .isIn(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);
    }

    @Test
    void losesNoCallWhileAWorkerDrains() throws Exception {
        try (Upstream second = Upstream.start();
                ProxyUnderTest both = ProxyUnderTest.start(upstream.address(), second.address())) {
            ManagedChannel to = both.channel();
            int calls = 2_000;
            CountDownLatch ended = new CountDownLatch(calls);
            AtomicInteger failed = new AtomicInteger();
            for (int i = 0; i < calls; i++) {
                if (i == calls / 2) {
                    upstream.drain();
                }
                ClientCalls.asyncUnaryCall(
                        to.newCall(Raw.unary("x.Unheard/Echo"), CallOptions.DEFAULT), HELLO, counting(ended, failed));
            }

            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(failed).hasValue(0);
        }
    }

    @Test
    void aSlowReaderDoesNotStallItsNeighbours() throws Exception {
        ClientCall<byte[], byte[]> slow =
                channel.newCall(Raw.method("x.Unheard/Pour", MethodType.SERVER_STREAMING), CallOptions.DEFAULT);
        slow.start(new ClientCall.Listener<>() {}, new Metadata());
        slow.request(1);
        slow.sendMessage("4000".getBytes(UTF_8));
        slow.halfClose();

        ManagedChannel neighbour = proxy.channel();
        for (int i = 0; i < 200; i++) {
            assertThat(ClientCalls.blockingUnaryCall(
                            neighbour,
                            Raw.unary("x.Unheard/Echo"),
                            CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.SECONDS),
                            HELLO))
                    .isEqualTo(HELLO);
        }
        slow.cancel("enough", null);
    }

    @Test
    void keepsAKeyOnItsEngineAndAnswersOnBoth() throws InterruptedException {
        proxy.share("50");
        int onNative = 0;

        for (int i = 0; i < 200; i++) {
            byte[] message = EchoContract.keyed("caller-" + i);
            byte[] first = call(EchoContract.KEYED, message);
            assertThat(call(EchoContract.KEYED, message)).isEqualTo(first);
            onNative += first.length == "native".length() && new String(first, UTF_8).equals("native") ? 1 : 0;
        }

        // 200 keys at 50 %: six standard deviations are 42.
        assertThat(onNative).isBetween(58, 142);
    }

    @Test
    void streamsFromNativeAtFullShareWithoutPython() throws Exception {
        proxy.share("100");
        List<byte[]> received = new ArrayList<>();
        CompletableFuture<Boolean> done = new CompletableFuture<>();

        ClientCalls.asyncServerStreamingCall(
                channel.newCall(Raw.method(EchoContract.POUR, MethodType.SERVER_STREAMING), CallOptions.DEFAULT),
                HELLO,
                observer(received, done));

        assertThat(done.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(received).hasSize(500);
        assertThat(upstream.calls).hasValue(0);
    }

    @Test
    void aFaultOfNativesIsUnknownAsOnAStockServer() throws InterruptedException {
        proxy.share("100");

        assertThatThrownBy(() -> call(EchoContract.CPU, HELLO)).hasMessageContaining("UNKNOWN");
    }

    @Test
    void gzipDoesNotChangeACallersEngine() throws InterruptedException {
        proxy.share("50");
        for (int i = 0; i < 40; i++) {
            byte[] message = EchoContract.keyed("zip-" + i);
            byte[] plain = call(EchoContract.KEYED, message);

            byte[] zipped = ClientCalls.blockingUnaryCall(
                    channel, Raw.unary(EchoContract.KEYED), CallOptions.DEFAULT.withCompression("gzip"), message);

            assertThat(zipped).isEqualTo(plain);
        }
    }

    @Test
    void refusesAMessageOverTheLimitAndSaysTheLimit() throws InterruptedException {
        proxy.share("100");

        assertThatThrownBy(() -> call(EchoContract.KEYED, new byte[(4 << 20) + 1]))
                .hasMessageContaining("RESOURCE_EXHAUSTED")
                .hasMessageContaining("4194304");
    }

    @Test
    void withoutAWorkerPythonsCallsAreUnavailableAtOnceAndNativesGoOn() throws Exception {
        try (ProxyUnderTest alone = ProxyUnderTest.start()) {
            ManagedChannel to = alone.channel();
            assertThatThrownBy(() ->
                            ClientCalls.blockingUnaryCall(to, Raw.unary("x.Unheard/Echo"), CallOptions.DEFAULT, HELLO))
                    .hasMessageContaining("UNAVAILABLE")
                    .hasMessageContaining("no worker");

            alone.share("100");

            assertThat(ClientCalls.blockingUnaryCall(to, Raw.unary(EchoContract.KEYED), CallOptions.DEFAULT, HELLO))
                    .isEqualTo("native".getBytes(UTF_8));
        }
    }

    @Test
    void drainsWithoutLosingAnAcceptedCall() throws Exception {
        int calls = 3_000;
        CountDownLatch ended = new CountDownLatch(calls);
        AtomicInteger failed = new AtomicInteger();
        CompletableFuture<Boolean> drained = new CompletableFuture<>();
        for (int i = 0; i < calls; i++) {
            ClientCalls.asyncUnaryCall(
                    channel.newCall(Raw.unary("x.Unheard/Echo"), CallOptions.DEFAULT), HELLO, counting(ended, failed));
        }
        Thread.ofVirtual().start(() -> {
            try {
                drained.complete(proxy.listener.drain(java.time.Duration.ofSeconds(20)));
            } catch (InterruptedException e) {
                drained.completeExceptionally(e);
            }
        });

        assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        // What had not left the client when the port closed was never accepted, and fails as UNAVAILABLE; the rest must
        // not.
        assertThat(proxy.listener.streamCount()).isZero();
        assertThat(calls - failed.get()).isEqualTo(upstream.calls.get());
    }

    private byte[] call(String method, byte[] message) {
        return ClientCalls.blockingUnaryCall(
                channel, Raw.unary(method), CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), message);
    }

    private static StreamObserver<byte[]> observer(List<byte[]> received, CompletableFuture<Boolean> done) {
        return new StreamObserver<>() {
            @Override
            public void onNext(byte[] message) {
                received.add(message);
            }

            @Override
            public void onError(Throwable failure) {
                done.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                done.complete(true);
            }
        };
    }

    private static StreamObserver<byte[]> failing(CompletableFuture<Throwable> failure) {
        return new StreamObserver<>() {
            @Override
            public void onNext(byte[] message) {}

            @Override
            public void onError(Throwable thrown) {
                failure.complete(thrown);
            }

            @Override
            public void onCompleted() {
                failure.complete(new AssertionError("it was answered"));
            }
        };
    }

    private static StreamObserver<byte[]> counting(CountDownLatch ended, AtomicInteger failed) {
        return new StreamObserver<>() {
            @Override
            public void onNext(byte[] message) {}

            @Override
            public void onError(Throwable thrown) {
                failed.incrementAndGet();
                ended.countDown();
            }

            @Override
            public void onCompleted() {
                ended.countDown();
            }
        };
    }
}
