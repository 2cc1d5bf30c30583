package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.chain.v1.ScanBlocksRequest;
import turnout.e2e.ExplainedCall.Answer;

/** A gateway that is told to end, and one that is killed: what becomes of calls, and what is left behind. */
class StopIT {

    private static final int PER_SECOND = 200;

    /** The whole chain with everything in it: the slowest calls there are. */
    private static final byte[] SCAN = ScanBlocksRequest.newBuilder()
            .setToHeight(115)
            .setVerbosityValue(3)
            .build()
            .toByteArray();

    /** Small, so that most of a scan has to wait in the gateway until it is read. */
    private static final int WINDOW_BYTES = 16 * 1024;

    @TempDir
    Path home;

    @AfterEach
    void leaveNothingFrozen() {
        Processes.of(home).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void noAcceptedCallFailsWhenTheGatewayIsToldToEnd() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(home);
                OpenLoop load = OpenLoop.start(PER_SECOND, Caller.of(gateway)::askByTurns)) {
            List<Long> children = gateway.children();
            InetSocketAddress address = socketAddress(gateway);
            half(gateway);
            load.awaitAnswers(2 * PER_SECOND);
            List<SlowReader> scans = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                scans.add(scan(gateway, "python"));
                scans.add(scan(gateway, "native"));
            }

            gateway.process.destroy();
            Eventually.holds("the port is closed", 20, () -> !accepts(address));
            load.awaitAnswers(PER_SECOND);
            assertThat(scans).allMatch(SlowReader::running);
            for (SlowReader scan : scans) {
                assertThat(scan.readAll()).matches(Status::isOk);
                assertThat(scan.bytes()).as("so that they could not end before").isGreaterThan(2 * WINDOW_BYTES);
            }
            int exitCode = gateway.stop();
            List<Answer> answers = load.stop();

            assertThat(answers).filteredOn(answer -> !answer.ok()).isNotEmpty().allSatisfy(answer -> {
                assertThat(answer.sent()).as("%s", answer).isFalse();
                assertThat(answer.status().getCode()).as("%s", answer).isEqualTo(Status.Code.UNAVAILABLE);
            });
            assertThat(exitCode).isZero();
            assertThat(children).hasSizeGreaterThanOrEqualTo(3).noneMatch(Processes::alive);
            assertThat(home.resolve("var/turnout.json")).doesNotExist();
        }
    }

    @Test
    void nothingOutlivesAKilledGatewayAndTheNextOneReapsWhatIsFrozen() throws Exception {
        long frozen;
        try (RunningGateway killed = RunningGateway.start(home, "engines.python.workers=2")) {
            half(killed);
            frozen = killed.description().get("sidecars").get(0).get("pid").longValue();
            List<Long> others =
                    killed.children().stream().filter(pid -> pid != frozen).toList();
            Processes.send("STOP", frozen);

            Processes.send("KILL", killed.process.pid());

            Eventually.holds(
                    "workers and devnode end", 30, () -> others.stream().noneMatch(Processes::alive));
            assertThat(others).hasSizeGreaterThanOrEqualTo(2);
            assertThat(Processes.alive(frozen))
                    .as("a stopped process cannot see that its input closed")
                    .isTrue();
        }

        try (RunningGateway next = RunningGateway.start(home, "engines.python.workers=2")) {
            List<Answer> answers = Caller.of(next).askOnce();

            assertThat(Processes.alive(frozen)).isFalse();
            assertThat(answers).allMatch(Answer::ok).extracting(Answer::engine).contains("python", "native");
        }
    }

    private static void half(RunningGateway gateway) throws Exception {
        try (Operator operator = Operator.program(gateway)) {
            operator.share("script", "50");
            operator.share("chain", "50");
        }
    }

    private static SlowReader scan(RunningGateway gateway, String engine) throws Exception {
        return SlowReader.open(
                gateway.channel(WINDOW_BYTES),
                Requests.CHAIN + "ScanBlocks",
                SCAN,
                RawCalls.forced(engine, gateway.testerToken()));
    }

    private static InetSocketAddress socketAddress(RunningGateway gateway) throws IOException {
        String address = gateway.address();
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
