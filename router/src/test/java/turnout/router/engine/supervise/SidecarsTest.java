package turnout.router.engine.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SidecarsTest {

    private final ManualAgenda agenda = new ManualAgenda();
    private final List<Sidecars> started = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void stopAll() throws Exception {
        for (Sidecars sidecars : started) {
            CompletionStage<?> stopped = sidecars.stop();
            agenda.advance(Duration.ofSeconds(5));
            stopped.toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        agenda.close();
    }

    @Test
    void publishesAnAddressForEachWorkerThatIsReady() throws Exception {
        Sidecars sidecars = startGood(2);

        get(sidecars.started());

        assertThat(sidecars.current()).hasSize(2).allMatch(SidecarAddress::inUse);
        assertThat(sidecars.reachable()).isTrue();
        Path socket = socket(sidecars.current().get(1));
        assertThat(socket).exists().hasFileName("w1-g1.sock");
        assertThat(Files.getPosixFilePermissions(socket.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void showsTheVersionThatAWorkerSaysAndNothingWhereItSaysNone() throws Exception {
        String script = Scripts.GOOD.replace(
                "echo \"ready $s\"", "case $s in *w0*) echo \"ready $s version=1.2.0+g1f\";; *) echo ready;; esac");
        Sidecars sidecars = start(script, 2);

        get(sidecars.started());

        assertThat(sidecars.workers()).extracting(WorkerStatus::version).containsExactly("1.2.0+g1f", "");
    }

    @Test
    void startsAKilledWorkerAgainAfterAPauseAtAnotherSocket() throws Exception {
        Sidecars sidecars = startGood(2);
        get(sidecars.started());
        SidecarAddress first = sidecars.current().get(0);
        SidecarAddress untouched = sidecars.current().get(1);

        Scripts.signal("KILL", first.pid());
        agenda.await(() -> state(sidecars, 0) == WorkerState.BACKING_OFF);
        assertThat(sidecars.current()).containsExactly(untouched);
        agenda.advance(Duration.ofMillis(100));
        agenda.await(() -> state(sidecars, 0) == WorkerState.READY);

        SidecarAddress second = sidecars.current().get(0);
        assertThat(second.generation()).isEqualTo(2);
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(socket(first)).doesNotExist();
        assertThat(socket(second)).exists().hasFileName("w0-g2.sock");
        assertThat(sidecars.restarts()).isEqualTo(Map.of(RestartReason.SIGNALLED, 1L));
    }

    @Test
    void takesAFrozenWorkerOutOfUseAndReplacesItAfterTenSeconds() throws Exception {
        Sidecars sidecars = startGood(2);
        get(sidecars.started());
        SidecarAddress frozen = sidecars.current().get(0);

        Scripts.signal("STOP", frozen.pid());
        sidecars.heartbeatLost(0, frozen.generation());
        agenda.await(() -> state(sidecars, 0) == WorkerState.SUSPECT);
        assertThat(sidecars.current().get(0).inUse()).isFalse();
        assertThat(sidecars.reachable()).isTrue();
        agenda.advance(Duration.ofMillis(9_999));
        assertThat(state(sidecars, 0)).isEqualTo(WorkerState.SUSPECT);
        agenda.advance(Duration.ofMillis(1));
        agenda.await(() -> state(sidecars, 0) == WorkerState.BACKING_OFF);
        agenda.advance(Duration.ofMillis(100));
        agenda.await(() -> state(sidecars, 0) == WorkerState.READY);

        assertThat(sidecars.current().get(0).generation()).isEqualTo(2);
        assertThat(sidecars.restarts()).isEqualTo(Map.of(RestartReason.FROZEN, 1L));
    }

    @Test
    void keepsAWorkerWhoseHeartbeatComesBackInTime() throws Exception {
        Sidecars sidecars = startGood(1);
        get(sidecars.started());
        SidecarAddress before = sidecars.current().get(0);

        sidecars.heartbeatLost(0, 1);
        agenda.await(() -> !sidecars.reachable());
        agenda.advance(Duration.ofSeconds(9));
        sidecars.heartbeatBack(0, 1);
        agenda.await(sidecars::reachable);
        agenda.advance(Duration.ofSeconds(60));

        assertThat(sidecars.current()).containsExactly(before);
    }

    @Test
    void doesNotBlameANewProcessForTheOldOnesHeartbeat() throws Exception {
        Sidecars sidecars = startGood(1);
        get(sidecars.started());
        Scripts.signal("KILL", sidecars.current().get(0).pid());
        agenda.await(() -> state(sidecars, 0) == WorkerState.BACKING_OFF);
        agenda.advance(Duration.ofMillis(100));
        agenda.await(() -> state(sidecars, 0) == WorkerState.READY);

        sidecars.heartbeatLost(0, 1);
        agenda.advance(Duration.ZERO);

        assertThat(state(sidecars, 0)).isEqualTo(WorkerState.READY);
    }

    @Test
    void pausesLongerAndLongerWhileAWorkerKeepsDying() throws Exception {
        Sidecars sidecars = start("echo 'cannot import turnout_sidecar' >&2; exit 3", 1);

        long wholeMillis = 100;
        for (int generation = 1; generation <= 10; generation++) {
            long wanted = generation;
            agenda.await(() -> state(sidecars, 0) == WorkerState.BACKING_OFF
                    && sidecars.workers().get(0).generation() == wanted);
            Duration pause = agenda.untilNext();
            assertThat(pause).isBetween(Duration.ofMillis(wholeMillis / 2), Duration.ofMillis(wholeMillis));
            agenda.advance(pause.minusNanos(1));
            assertThat(sidecars.workers().get(0).generation())
                    .as("before its time")
                    .isEqualTo(wanted);
            agenda.advance(Duration.ofNanos(1));
            wholeMillis = Math.min(2 * wholeMillis, 10_000);
        }

        assertThat(sidecars.restarts()).isEqualTo(Map.of(RestartReason.EXITED, 10L));
        assertThatThrownBy(() -> get(sidecars.started()))
                .rootCause()
                .hasMessage("worker=0 generation=1 ended with exit code 3: cannot import turnout_sidecar");
    }

    @Test
    void forgetsOldFailuresOfAWorkerThatHasStayedUp() throws Exception {
        Sidecars sidecars = startGood(1);
        get(sidecars.started());
        for (int i = 0; i < 3; i++) {
            killAndAwaitPause(sidecars);
            agenda.advance(agenda.untilNext());
            agenda.await(() -> state(sidecars, 0) == WorkerState.READY);
        }

        agenda.advance(Duration.ofSeconds(10));
        killAndAwaitPause(sidecars);

        assertThat(agenda.untilNext()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void replacesAWorkerThatDoesNotBecomeReady() throws Exception {
        Sidecars sidecars = start("read -r x", 1);
        agenda.await(() -> state(sidecars, 0) == WorkerState.STARTING);

        agenda.advance(Duration.ofSeconds(30));
        agenda.await(() -> state(sidecars, 0) == WorkerState.BACKING_OFF);
        agenda.advance(Duration.ofMillis(100));

        assertThat(sidecars.restarts()).isEqualTo(Map.of(RestartReason.NOT_READY, 1L));
        assertThatThrownBy(() -> get(sidecars.started())).hasMessageContaining("was not ready within 30000 ms");
    }

    @Test
    void leavesNothingBehindAfterAStop() throws Exception {
        Path alive = Scripts.fifo(directory);
        Sidecars sidecars = startGood(2, Map.of("ALIVE", alive.toString()));

        get(sidecars.started());

        try (BufferedReader holders = Files.newBufferedReader(alive)) {
            assertThat(List.of(holders.readLine(), holders.readLine())).doesNotHaveDuplicates();
            get(sidecars.stop());

            assertThat(holders.readLine()).as("end of the pipe: both have gone").isNull();
        }
        assertThat(sidecars.current()).isEmpty();
        try (var left = Files.list(directory)) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("child.sh", "alive");
        }
    }

    @Test
    void killsAWorkerThatDoesNotEndWithinItsGrace() throws Exception {
        Sidecars sidecars = start("trap '' TERM; " + Scripts.GOOD, 1);
        get(sidecars.started());

        CompletionStage<?> stopped = sidecars.stop();
        agenda.await(() -> state(sidecars, 0) == WorkerState.DOWN);
        agenda.advance(Duration.ofMillis(4_999));
        assertThat(stopped.toCompletableFuture()).isNotDone();
        agenda.advance(Duration.ofMillis(1));

        get(stopped);
    }

    @Test
    void tellsListenersEachListInOrder() throws Exception {
        Sidecars sidecars = startGood(1);
        List<List<SidecarAddress>> heard = new CopyOnWriteArrayList<>();
        get(sidecars.started());

        sidecars.onChange(heard::add);
        sidecars.onChange(addresses -> {
            throw new IllegalStateException("a listener that fails");
        });
        sidecars.heartbeatLost(0, 1);
        sidecars.heartbeatBack(0, 1);
        get(sidecars.stop());

        assertThat(heard)
                .extracting(list -> list.stream().map(SidecarAddress::inUse).toList())
                .containsExactly(List.of(true), List.of(false), List.of(true), List.of());
    }

    private void killAndAwaitPause(Sidecars sidecars) throws Exception {
        Scripts.signal("KILL", sidecars.current().get(0).pid());
        agenda.await(() -> state(sidecars, 0) == WorkerState.BACKING_OFF);
    }

    private Sidecars startGood(int workers) throws Exception {
        return startGood(workers, Map.of());
    }

    private Sidecars startGood(int workers, Map<String, String> environment) throws Exception {
        return start(Scripts.settings(directory, Scripts.command(directory, Scripts.GOOD), environment, workers));
    }

    private Sidecars start(String script, int workers) throws Exception {
        return start(Scripts.settings(directory, Scripts.command(directory, script), Map.of(), workers));
    }

    private Sidecars start(SidecarSettings settings) throws Exception {
        Sidecars sidecars = Sidecars.start(settings, ChildLog.create(), agenda, new Random(1));
        started.add(sidecars);
        return sidecars;
    }

    private static WorkerState state(Sidecars sidecars, int worker) {
        List<WorkerStatus> statuses = sidecars.workers();
        return statuses.isEmpty() ? WorkerState.DOWN : statuses.get(worker).state();
    }

    private static Path socket(SidecarAddress address) {
        return ((UnixDomainSocketAddress) address.address()).getPath();
    }

    private static <T extends @Nullable Object> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
