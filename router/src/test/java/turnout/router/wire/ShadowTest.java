package turnout.router.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import turnout.router.call.EngineName;
import turnout.router.compare.Outcome;
import turnout.router.journal.Mismatch;

/** The other engine beside the one that serves, over sockets and with a NATIVE that really runs. */
final class ShadowTest {

    /** Calls with a field that the engines cannot agree on. */
    private static final int PLANTED = 1_000;

    private static final byte[] REQUEST = EchoContract.keyed("somebody");
    private static final byte[] OF_NATIVE = "native".getBytes(UTF_8);

    private Upstream upstream;
    private ProxyUnderTest proxy;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        upstream = Upstream.start();
        proxy = ProxyUnderTest.start(upstream.address());
        channel = proxy.channel();
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        upstream.close();
    }

    @Test
    void comparesWhatBothEnginesSayAndAnswersByTheOneThatServes() throws Exception {
        proxy.share("0", "100");

        for (int i = 0; i < 500; i++) {
            assertThat(call(EchoContract.SAME)).isEqualTo(REQUEST);
        }

        eventually(() -> compared(EchoContract.SAME + "|match") == 500);
        assertThat(proxy.nativeCalls).hasValue(500);
        assertThat(upstream.calls).hasValue(500);
        assertThat(proxy.shadows.drops()).isEmpty();
    }

    @Test
    void asksPythonAgainBeforeItSaysMismatch() throws Exception {
        proxy.share("0", "100");

        assertThat(call(EchoContract.KEYED)).isEqualTo(REQUEST);

        eventually(() -> compared(EchoContract.KEYED + "|mismatch") == 1);
        eventually(() -> !proxy.mismatches.isEmpty()); // counted first, then kept
        assertThat(upstream.calls).hasValue(2);
        Mismatch mismatch = proxy.mismatches.remove();
        assertThat(mismatch.servedBy()).isEqualTo(EngineName.PYTHON);
        assertThat(mismatch.comparison().outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(mismatch.request()).isEqualTo(REQUEST);
        assertThat(mismatch.other().body()).isEqualTo(OF_NATIVE);
        assertThat(proxy.shadows.wrongAnswers()).isEmpty();
    }

    @Test
    void takesATimeThatPythonDoesNotRepeatForNoiseEachTime() throws Exception {
        proxy.share("0", "100");

        for (int i = 0; i < PLANTED; i++) {
            call(EchoContract.CLOCK);
        }

        eventually(() -> compared(EchoContract.CLOCK + "|noise") == PLANTED);
        assertThat(proxy.shadows.comparisons()).containsOnlyKeys(EchoContract.CLOCK + "|noise");
        assertThat(proxy.nativeCalls).hasValue(PLANTED);
        assertThat(upstream.calls).as("each was asked again").hasValue(2 * PLANTED);
        eventually(() -> proxy.mismatches.size() == PLANTED);
        assertThat(proxy.mismatches)
                .as("reported, and as nothing else")
                .allSatisfy(noise -> assertThat(noise.comparison().outcome()).isEqualTo(Outcome.NOISE));
    }

    @Test
    void takesAWrongAmountForAMismatchEachTime() throws Exception {
        proxy.share("0", "100");

        for (int i = 0; i < PLANTED; i++) {
            call(EchoContract.AMOUNT);
        }

        eventually(() -> compared(EchoContract.AMOUNT + "|mismatch") == PLANTED);
        assertThat(proxy.shadows.comparisons()).containsOnlyKeys(EchoContract.AMOUNT + "|mismatch");
        assertThat(proxy.nativeCalls).hasValue(PLANTED);
        eventually(() -> proxy.mismatches.size() == PLANTED);
        assertThat(proxy.mismatches)
                .allSatisfy(mismatch -> assertThat(mismatch.comparison().differences())
                        .singleElement()
                        .satisfies(
                                difference -> assertThat(difference.pattern()).isEqualTo("amount")));
    }

    @Test
    void countsAWrongAnswerThatNativeServed() throws Exception {
        proxy.share("100", "100");

        assertThat(call(EchoContract.KEYED)).isEqualTo(OF_NATIVE);

        eventually(() -> proxy.shadows.wrongAnswers().equals(Map.of("echo", 1L)));
        eventually(() -> !proxy.mismatches.isEmpty()); // counted first, then kept
        assertThat(proxy.mismatches.remove().servedBy()).isEqualTo(EngineName.NATIVE);
    }

    @Test
    void callsAWrongAnswerWhatItsCallerWasTold() throws Exception {
        proxy.share("100", "100");
        var told = new AtomicReference<Metadata>();
        Metadata asked = new Metadata();
        asked.put(Metadata.Key.of("x-turnout-explain", Metadata.ASCII_STRING_MARSHALLER), "1");
        Channel explained = ClientInterceptors.intercept(
                channel,
                MetadataUtils.newAttachHeadersInterceptor(asked),
                MetadataUtils.newCaptureMetadataInterceptor(told, new AtomicReference<>()));

        for (int i = 0; i < 2; i++) {
            ClientCalls.blockingUnaryCall(explained, Raw.unary(EchoContract.KEYED), CallOptions.DEFAULT, REQUEST);
            String name = told.get().get(Metadata.Key.of("x-turnout-call", Metadata.ASCII_STRING_MARSHALLER));

            int before = i;
            eventually(() -> proxy.mismatches.size() == before + 1);
            assertThat(name).matches("[0-9a-f]{8}-[0-9]+-[0-9]+");
            assertThat(proxy.mismatches).last().extracting(Mismatch::callId).isEqualTo(name);
        }
        assertThat(proxy.mismatches).extracting(Mismatch::callId).doesNotHaveDuplicates();
    }

    @Test
    void neverShadowsWhatMustNotRunTwice() throws Exception {
        proxy.share("0", "100");

        for (int i = 0; i < 50; i++) {
            assertThat(call(EchoContract.UNSAFE)).isEqualTo(REQUEST);
        }
        assertThat(call(EchoContract.SAME)).isEqualTo(REQUEST);

        // The shadow of the last call has run, so those of the others would have too.
        eventually(() -> compared(EchoContract.SAME + "|match") == 1);
        assertThat(proxy.nativeCalls).hasValue(1);
        assertThat(upstream.calls).hasValue(51);
    }

    @Test
    void answersCallersWhileTheShadowEngineHangs() throws Exception {
        proxy.share("0", "100");

        for (int i = 0; i < 100; i++) {
            assertThat(call(EchoContract.HANG)).isEqualTo(REQUEST);
        }

        eventually(() -> proxy.nativeCalls.get() == 100);
        eventually(() -> proxy.shadows.drops().getOrDefault("deadline", 0L) == 100);
        assertThat(call(EchoContract.SAME)).isEqualTo(REQUEST);
        eventually(() -> compared(EchoContract.SAME + "|match") == 1);
    }

    @Test
    void shadowsNothingOnceNativeIsStopped() throws Exception {
        proxy.share("0", "100");
        proxy.routes.awaitApplied(proxy.routes.stop(true), java.time.Duration.ofSeconds(5));

        assertThat(call(EchoContract.SAME)).isEqualTo(REQUEST);

        assertThat(proxy.nativeCalls).hasValue(0);
        assertThat(proxy.shadows.comparisons()).isEmpty();
    }

    private long compared(String outcome) {
        return proxy.shadows.comparisons().getOrDefault(outcome, 0L);
    }

    private byte[] call(String method) {
        return ClientCalls.blockingUnaryCall(channel, Raw.unary(method), CallOptions.DEFAULT, REQUEST);
    }

    private static void eventually(BooleanSupplier holds) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 20 s").isLessThan(until);
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
