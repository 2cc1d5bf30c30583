package turnout.router.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.rollout.flags.Share;
import turnout.router.dispatch.BreakerRules;
import turnout.router.dispatch.Breakers;
import turnout.router.dispatch.FallbackRules;
import turnout.router.observe.Flipping;
import turnout.router.observe.Score;

/** One engine answers for the other, over sockets and with a NATIVE that really throws. */
final class FallbackTest {

    private static final byte[] REQUEST = EchoContract.keyed("somebody");
    private static final FallbackRules PLENTY = new FallbackRules(1, 1_000, Duration.ofMillis(1), false);

    @TempDir
    Path directory;

    @Test
    void answersByPythonWhatNativeFailed() throws Exception {
        try (Upstream upstream = Upstream.start();
                ProxyUnderTest proxy = ProxyUnderTest.start(PLENTY, upstream.address())) {
            proxy.share("100");

            Channel channel = proxy.channel();
            for (int i = 0; i < 200; i++) {
                assertThat(call(channel, EchoContract.CPU)).isEqualTo(REQUEST);
            }

            assertThat(upstream.calls).hasValue(200);
            assertThat(proxy.fallbacks.read()).isEqualTo(Map.of(EchoContract.CPU + "|unknown", 200L));
            proxy.scores.flip();
            Map<String, Long> ended = new HashMap<>();
            for (Score score : proxy.scores.scores()) {
                ended.put(score.engine() + " " + score.role(), score.answered() + 1_000_000 * score.failed());
            }
            assertThat(ended).containsEntry("NATIVE REPLACED", 200_000_000L).containsEntry("PYTHON SERVED", 200L);
        }
    }

    @Test
    void takesARefusalForAnAnswer() throws Exception {
        try (Upstream upstream = Upstream.start();
                ProxyUnderTest proxy = ProxyUnderTest.start(PLENTY, upstream.address())) {
            proxy.share("100");

            assertThatThrownBy(() -> call(proxy.channel(), EchoContract.REFUSE))
                    .hasMessageContaining("NATIVE knows none");

            assertThat(upstream.calls).hasValue(0);
        }
    }

    @Test
    void neverRunsTwiceWhatMustNotBe() throws Exception {
        try (Upstream upstream = Upstream.start();
                ProxyUnderTest proxy = ProxyUnderTest.start(PLENTY, upstream.address())) {
            proxy.share("100");

            assertThatThrownBy(() -> call(proxy.channel(), EchoContract.UNSAFE)).hasMessageContaining("UNKNOWN");

            assertThat(upstream.calls).hasValue(0);
        }
    }

    @Test
    void stopsAtTheBudget() throws Exception {
        FallbackRules none = new FallbackRules(0, 0, Duration.ofMillis(1), false);
        try (Upstream upstream = Upstream.start();
                ProxyUnderTest proxy = ProxyUnderTest.start(none, upstream.address())) {
            proxy.share("100");

            assertThatThrownBy(() -> call(proxy.channel(), EchoContract.CPU)).hasMessageContaining("UNKNOWN");

            assertThat(proxy.fallbacks.read()).isEqualTo(Map.of(EchoContract.CPU + "|over-budget", 1L));
        }
    }

    @Test
    void answersByNativeWhatPythonCannotBeReachedForWhereThatIsAllowed() throws Exception {
        FallbackRules toNative = new FallbackRules(1, 1_000, Duration.ofMillis(1), true);
        try (ProxyUnderTest proxy = ProxyUnderTest.start(toNative)) {
            proxy.share("0");

            assertThat(call(proxy.channel(), EchoContract.KEYED)).isEqualTo("native".getBytes(UTF_8));
            assertThatThrownBy(() -> call(proxy.channel(), EchoContract.UNSAFE)).hasMessageContaining("UNAVAILABLE");

            assertThat(proxy.fallbacks.read()).isEqualTo(Map.of(EchoContract.KEYED + "|python-unreachable", 1L));
        }
    }

    @Test
    void opensTheBreakerOfAThrowingNativeAndNoCallerNotices() throws Exception {
        BreakerRules rules = new BreakerRules(
                0.5, 5, Duration.ofSeconds(60), Duration.ofSeconds(60), Share.parse("1"), 20, Optional.empty());
        try (Upstream upstream = Upstream.start();
                ProxyUnderTest proxy = ProxyUnderTest.start(PLENTY, upstream.address());
                Breakers breakers = Breakers.start(
                        proxy.operations, proxy.scores, proxy.routes, rules, directory.resolve("breakers"))) {
            proxy.share("25");
            Channel channel = proxy.channel();

            int calls = 0;
            long began = System.nanoTime();
            while (!Share.NONE.equals(proxy.routes.current().shares().get("echo"))) {
                assertThat(call(channel, EchoContract.CPU)).isEqualTo(REQUEST);
                assertThat(++calls).as("calls before it opened").isLessThan(200_000);
            }

            long openMillis = (System.nanoTime() - began) / 1_000_000;
            System.out.printf("breaker: open after %d calls, %d ms%n", calls, openMillis);
            assertThat(openMillis).as("ms, on a machine however busy").isLessThan(5_000);
            assertThat(proxy.fallbacks.read().get(EchoContract.CPU + "|unknown"))
                    .isGreaterThanOrEqualTo(5);
            assertThat(breakers.states()).containsEntry("echo", 2.0);
            long until = System.nanoTime() + 10_000_000_000L;
            while (!Files.exists(directory.resolve("breakers"))) {
                assertThat(System.nanoTime()).as("written within 10 s").isLessThan(until);
                Thread.yield();
            }
            assertThat(directory.resolve("breakers")).content().contains("echo=60000");
        }
    }

    @Test
    void opensTheBreakerOfANativeSlowerThanTheOperatorAllows() throws Exception {
        BreakerRules rules = new BreakerRules(
                0.5,
                5,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Share.parse("1"),
                20,
                Optional.of(Duration.ofMillis(250)));
        try (Upstream upstream = Upstream.start();
                ProxyUnderTest proxy = ProxyUnderTest.start(PLENTY, upstream.address());
                Flipping flipping = Flipping.start(proxy.scores, Duration.ofMillis(250));
                Breakers breakers = Breakers.start(
                        proxy.operations, proxy.scores, proxy.routes, rules, directory.resolve("breakers"))) {
            proxy.share("100");
            Channel channel = proxy.channel();
            long began = System.nanoTime();

            List<ListenableFuture<byte[]>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(ClientCalls.futureUnaryCall(
                        channel.newCall(Raw.unary(EchoContract.SLOW), CallOptions.DEFAULT), REQUEST));
            }
            for (ListenableFuture<byte[]> call : calls) {
                assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(REQUEST);
            }
            assertThat(proxy.nativeCalls).as("so many were slow").hasValue(12);
            while (!Share.NONE.equals(proxy.routes.current().shares().get("echo"))) {
                assertThat(System.nanoTime() - began).as("ns").isLessThan(20_000_000_000L);
                Thread.yield();
            }

            long openedMillis = (System.nanoTime() - began - ProxyUnderTest.SLOW_NANOS) / 1_000_000;
            System.out.printf("breaker: open %d ms after the first slow reply%n", openedMillis);
            assertThat(breakers.states()).containsEntry("echo", 2.0);
            assertThat(call(channel, EchoContract.SLOW)).isEqualTo(REQUEST);
            assertThat(proxy.nativeCalls).as("PYTHON has the next one").hasValue(12);
            assertThat(flipping).isNotNull();
        }
    }

    private static byte[] call(Channel channel, String method) {
        return ClientCalls.blockingUnaryCall(channel, Raw.unary(method), CallOptions.DEFAULT, REQUEST);
    }
}
