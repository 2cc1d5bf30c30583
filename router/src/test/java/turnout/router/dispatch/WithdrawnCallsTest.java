package turnout.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import turnout.router.call.EngineName;
import turnout.router.call.Reply;
import turnout.router.engine.NativeEngine;
import turnout.router.engine.NativeMethod;
import turnout.router.engine.NativePools;
import turnout.router.route.RouteReason;

/** Calls that wait in NATIVE's queue when the emergency stop is pulled. */
class WithdrawnCallsTest {

    private static final int QUEUE = 4;
    private static final byte[] BODY = {0x0a, 1, 'k'};

    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicReference<BooleanSupplier> stopped = new AtomicReference<>(() -> false);
    private final NativePools pools = new NativePools(1, QUEUE, 1);
    private final CountingEngine python = CountingEngine.answering();
    private DispatcherUnderTest path;

    @BeforeEach
    void start() throws Exception {
        List<NativeMethod<?, ?>> methods = NativeMethod.of(List.of(waiting()));
        path = new DispatcherUnderTest(
                EffectsContract.operations(),
                python,
                new NativeEngine(methods, pools, () -> stopped.get().getAsBoolean()));
        stopped.set(() -> path.routes.current().stopped());
        path.share("100", "0");
    }

    @AfterEach
    void stop() {
        gate.countDown();
        path.close();
        pools.close();
    }

    @Test
    void goToPythonWhateverTheirEffectAndTheRunningOneFinishesOnNative() throws Exception {
        CompletableFuture<DispatcherUnderTest.Answered> running = path.call(EffectsContract.READ, BODY);
        eventually(() -> begun.get() == 1);
        List<CompletableFuture<DispatcherUnderTest.Answered>> waiting = new ArrayList<>();
        for (String operation : List.of(
                EffectsContract.READ, EffectsContract.UNSAFE, EffectsContract.WRITE, EffectsContract.NUMBERED)) {
            waiting.add(path.call(operation, BODY));
        }
        // One more finds no place, so the queue is full: PYTHON has it at once.
        path.answer(EffectsContract.READ, BODY);
        assertThat(path.fallbacks.read()).containsKey(EffectsContract.READ + "|resource_exhausted");
        assertThat(python.runs()).isEqualTo(1);

        path.routes.awaitApplied(path.routes.stop(true), Duration.ofSeconds(5));
        gate.countDown();

        for (CompletableFuture<DispatcherUnderTest.Answered> call : waiting) {
            DispatcherUnderTest.Answered answered = call.get(10, TimeUnit.SECONDS);
            assertThat(answered.reply()).isInstanceOf(Reply.Answer.class);
            assertThat(answered.route().engine()).isEqualTo(EngineName.PYTHON);
            assertThat(answered.route().reason()).isEqualTo(RouteReason.STOP);
        }
        assertThat(running.get(10, TimeUnit.SECONDS).route().engine()).isEqualTo(EngineName.NATIVE);
        assertThat(begun).as("begun on NATIVE").hasValue(1);
        assertThat(python.runs()).isEqualTo(1 + QUEUE);
        assertThat(path.fallbacks.read()).as("a stop is no failure").hasSize(1);
    }

    private ServerServiceDefinition waiting() {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder("test.v1.Effects");
        for (String name : List.of(
                EffectsContract.READ, EffectsContract.UNSAFE, EffectsContract.WRITE, EffectsContract.NUMBERED)) {
            service.addMethod(bytes(name), ServerCalls.asyncUnaryCall((request, replies) -> {
                begun.incrementAndGet();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                replies.onNext(request);
                replies.onCompleted();
            }));
        }
        return service.build();
    }

    private static MethodDescriptor<byte[], byte[]> bytes(String name) {
        MethodDescriptor.Marshaller<byte[]> bytes = new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(byte[] value) {
                return new ByteArrayInputStream(value);
            }

            @Override
            public byte[] parse(InputStream stream) {
                try {
                    return stream.readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return MethodDescriptor.newBuilder(bytes, bytes)
                .setFullMethodName(name)
                .setType(MethodDescriptor.MethodType.UNARY)
                .build();
    }

    private static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in 10 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
