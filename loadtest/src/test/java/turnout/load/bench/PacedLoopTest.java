package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.load.Pace;

class PacedLoopTest {

    private static final Workload CALLS = Echo.of(List.of(Echo.key(1), Echo.key(2)));
    private static final PacedLoop.Plan PLAN =
            new PacedLoop.Plan(3, 1_000, TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(300));

    @TempDir
    Path directory;

    @Test
    void recordsEveryCallAfterTheWarmUpOnEitherProtocol() throws Exception {
        try (EchoServer echo = EchoServer.start(directory.resolve("s"));
                GrpcCalls grpc = new GrpcCalls("unix:" + directory.resolve("s"))) {
            Announcement lane = grpc.announcement();

            assertThat(run(() -> new Http2Connection(Sockets.loopback(echo.port()), CALLS))
                            .calls())
                    .isEqualTo(300);
            assertThat(run(() -> LaneConnection.open(lane, CALLS)).calls()).isEqualTo(300);
        }
    }

    @Test
    void countsAStallAgainstTheCallsThatWereDueInIt() throws Exception {
        try (EchoServer echo = EchoServer.start(directory.resolve("s"))) {
            PacedLoop.Latencies latencies =
                    run(() -> new Stalling(new Http2Connection(Sockets.loopback(echo.port()), CALLS)));

            // 100 ms of 300 stood still on every connection: a third of the calls waited, 50 ms on average.
            assertThat(latencies.mostMicros()).isGreaterThan(90_000);
            assertThat(latencies.p99Micros()).isGreaterThan(80_000);
        }
    }

    @Test
    void failsWhenTheServiceDoes() throws Exception {
        Workload other = new Workload(Echo.METHOD, CALLS.messages(), List.of(new byte[64], new byte[64]));
        try (EchoServer echo = EchoServer.start(directory.resolve("s"))) {
            assertThatThrownBy(() -> run(() -> new Http2Connection(Sockets.loopback(echo.port()), other)))
                    .hasMessage("a reply is not the expected one");
        }
    }

    private static PacedLoop.Latencies run(LoopConnection.Opening opening) throws Exception {
        return PacedLoop.run(opening, PLAN, Pace.system());
    }

    /** Stands still once, when half of the calls have ended. */
    private static final class Stalling implements LoopConnection {
        private final LoopConnection connection;
        private boolean stalled;

        Stalling(LoopConnection connection) {
            this.connection = connection;
        }

        @Override
        public void register(Selector selector) throws IOException {
            connection.register(selector);
            selector.keys().forEach(key -> {
                if (key.attachment() == connection) {
                    key.attach(this);
                }
            });
        }

        @Override
        public void read(Ended ended) throws IOException {
            if (!stalled && connection.completed() >= 70) {
                stalled = true;
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
                Pace.system().awaitUntil(until);
            }
            connection.read(ended);
        }

        @Override
        public void start(int calls) throws IOException {
            connection.start(calls);
        }

        @Override
        public long completed() {
            return connection.completed();
        }

        @Override
        public boolean answered() {
            return connection.answered();
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
