package turnout.router.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.rollout.flags.AuditEvent;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.Share;

class EmergencyStopTest {

    private static final Share HALF = Share.parse("50");

    @TempDir
    Path folder;

    @Test
    void stopsWhenTheFileIsRenamed() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            assertThat(fixture.inForce("chain")).isEqualTo(HALF);
            fixture.stop.watch();

            Files.move(folder.resolve("STOP.off"), folder.resolve("STOP"));

            assertThat(fixture.becomesStopped()).isTrue();
            assertThat(fixture.inForce("chain")).isEqualTo(Share.NONE);
            assertThat(fixture.lastRecord("stop").actor()).isEqualTo("STOP file");
        }
    }

    @Test
    void stopsByOrderAndRecordsWhoAndWhy() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {

            fixture.stop.stop("alice", "wrong amounts");

            assertThat(fixture.routes.current().stopped())
                    .as("when the order returns")
                    .isTrue();
            assertThat(folder.resolve("STOP")).exists();
            assertThat(folder.resolve("STOP.off")).doesNotExist();
            AuditEvent record = fixture.lastRecord("stop");
            assertThat(record.actor()).isEqualTo("alice");
            assertThat(record.reason()).isEqualTo("wrong amounts");
            assertThat(fixture.flags.current().of("chain").percent())
                    .as("flags stay")
                    .isEqualTo(HALF);
        }
    }

    @Test
    void aSecondOrderAddsWhoElseWantedIt() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            fixture.stop.stop("alice", "wrong amounts");

            fixture.stop.stop("bob", "the same here");

            assertThat(fixture.lastRecord("stop").actor()).isEqualTo("bob");
            assertThat(fixture.stop.state().reason()).isEqualTo("the same here");
            assertThat(fixture.stoppedInForce()).isTrue();
        }
    }

    @Test
    void anOrderNeedsAReason() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {

            assertThatThrownBy(() -> fixture.stop.stop("alice", " ")).hasMessageContaining("needs a reason");

            assertThat(fixture.stoppedInForce()).isFalse();
        }
    }

    @Test
    void survivesARestart() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            fixture.stop.stop("alice", "wrong amounts");
        }

        try (StopFixture next = StopFixture.open(folder, Optional.empty(), UnaryOperator.identity())) {
            assertThat(next.stoppedInForce()).isTrue();
            assertThat(next.stop.state().reason()).isEqualTo("wrong amounts");
        }
    }

    @Test
    void survivesARestartWithoutTheFilesThatPeopleRename() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            fixture.stop.stop("alice", "wrong amounts");
        }
        Files.delete(folder.resolve("STOP"));

        try (StopFixture next = StopFixture.open(folder, Optional.empty(), UnaryOperator.identity())) {
            assertThat(next.stoppedInForce()).isTrue();
            assertThat(folder.resolve("STOP")).exists();
        }
    }

    @Test
    void survivesARestartWithoutItsState() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            fixture.stop.stop("alice", "wrong amounts");
        }
        Files.delete(folder.resolve("stop.json"));

        try (StopFixture next = StopFixture.open(folder, Optional.empty(), UnaryOperator.identity())) {
            assertThat(next.stoppedInForce()).isTrue();
        }
    }

    @Test
    void takesAStateThatCannotBeReadForAStop() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            fixture.stop.stop("alice", "wrong amounts");
            fixture.stop.lift("root", "repaired");
        }
        Files.writeString(folder.resolve("stop.json"), "{\"stopped\":fal");

        try (StopFixture next = StopFixture.open(folder, Optional.empty(), UnaryOperator.identity())) {
            assertThat(next.stoppedInForce()).isTrue();
            assertThat(next.stop.state().reason()).contains("cannot be read");
        }
    }

    @Test
    void startsStoppedWhenTheFileWasRenamedMeanwhile() throws Exception {
        StopFixture.started(folder).close();
        Files.move(folder.resolve("STOP.off"), folder.resolve("STOP"));

        try (StopFixture next = StopFixture.open(folder, Optional.empty(), UnaryOperator.identity())) {
            assertThat(next.routes.current().shares()).doesNotContainValue(HALF);
            assertThat(next.stoppedInForce()).isTrue();
            assertThat(next.lastRecord("stop").actor()).isEqualTo("STOP file");
        }
    }

    @Test
    void renamingTheFileBackLiftsNothing() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            fixture.stop.stop("alice", "wrong amounts");

            Files.move(folder.resolve("STOP"), folder.resolve("STOP.off"));
            fixture.stop.close(); // writes what the files should say

            assertThat(fixture.stoppedInForce()).isTrue();
            assertThat(folder.resolve("STOP")).exists();
        }
    }

    @Test
    void liftingLeavesEveryComponentHeldAtZero() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            fixture.stop.stop("alice", "wrong amounts");

            fixture.stop.lift("root", "repaired");

            assertThat(fixture.stoppedInForce()).isFalse();
            assertThat(fixture.stop.state().held()).isEqualTo(fixture.flags.components());
            assertThat(fixture.flags.current().of("chain").percent()).isEqualTo(Share.NONE);
            fixture.set("chain", "10");
            assertThat(fixture.inForce("chain"))
                    .as("a held component's flag has no effect")
                    .isEqualTo(Share.NONE);
            assertThat(folder.resolve("STOP")).doesNotExist();
            assertThat(folder.resolve("STOP.off")).exists();
            assertThat(fixture.lastRecord("stop.lift").actor()).isEqualTo("root");
        }
    }

    @Test
    void holdsSurviveARestartAndEndOneByOne() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            fixture.stop.stop("alice", "wrong amounts");
            fixture.stop.lift("root", "repaired");
        }

        try (StopFixture next = StopFixture.open(folder, Optional.empty(), UnaryOperator.identity())) {
            next.set("chain", "10");
            next.set("script", "10");
            assertThat(next.inForce("chain")).isEqualTo(Share.NONE);

            next.stop.start("chain", false, "root", "first");

            assertThat(next.inForce("chain")).isEqualTo(Share.parse("10"));
            assertThat(next.inForce("script")).isEqualTo(Share.NONE);
            assertThat(next.lastRecord("rollout.start").subject()).hasValue("chain");
        }
    }

    @Test
    void startingNeverGoesFromNothingToMoreThanTheFirstStepByItself() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            fixture.stop.stop("alice", "wrong amounts");
            fixture.stop.lift("root", "repaired");
            fixture.set("chain", "100");

            assertThatThrownBy(() -> fixture.stop.start("chain", false, "root", "all of it"))
                    .hasMessageContaining("10 %");
            assertThat(fixture.inForce("chain")).isEqualTo(Share.NONE);

            fixture.stop.start("chain", true, "root", "all of it, I know");
            assertThat(fixture.inForce("chain")).isEqualTo(Share.ALL);
        }
    }

    @Test
    void refusesToStartWhatIsStoppedOrNotHeldOrUnknown() throws Exception {
        try (StopFixture fixture = StopFixture.started(folder)) {
            assertThatThrownBy(() -> fixture.stop.start("chain", false, "root", "why not"))
                    .hasMessage("chain is not held.");
            assertThatThrownBy(() -> fixture.stop.start("nothing", false, "root", "why not"))
                    .hasMessageContaining("no such component");
            assertThatThrownBy(() -> fixture.stop.lift("root", "why not")).hasMessageContaining("no emergency stop");

            fixture.stop.stop("alice", "wrong amounts");

            assertThatThrownBy(() -> fixture.stop.start("chain", false, "root", "why not"))
                    .hasMessageContaining("lifts it first");
        }
    }

    @Test
    void aStopOvertakesALiftThatIsBeingRecorded() throws Exception {
        var overtaking = new OvertakingStore();
        try (StopFixture fixture = StopFixture.open(folder, Optional.empty(), overtaking::over)) {
            fixture.stop.stop("alice", "wrong amounts");
            overtaking.whileRecording(() -> fixture.stop.stop("bob", "still wrong"));

            assertThatThrownBy(() -> fixture.stop.lift("root", "repaired"))
                    .isInstanceOf(FlagRefused.class)
                    .hasMessageContaining("stopped meanwhile");

            assertThat(overtaking.overtook()).isTrue();
            assertThat(fixture.stoppedInForce()).isTrue();
            assertThat(folder.resolve("STOP")).exists();
        }
        try (StopFixture next = StopFixture.open(folder, Optional.empty(), UnaryOperator.identity())) {
            assertThat(next.stop.state().reason()).isEqualTo("still wrong");
        }
    }

    @Test
    void aRenameWhileAComponentIsStartedIsNotTakenBack() throws Exception {
        var overtaking = new OvertakingStore();
        try (StopFixture fixture = StopFixture.open(folder, Optional.empty(), overtaking::over)) {
            fixture.stop.stop("alice", "wrong amounts");
            fixture.stop.lift("root", "repaired");
            overtaking.whileRecording(() -> Files.move(folder.resolve("STOP.off"), folder.resolve("STOP")));

            fixture.stop.start("chain", false, "root", "first");

            assertThat(overtaking.overtook()).isTrue();
            fixture.stop.watch();
            assertThat(fixture.becomesStopped()).isTrue();
        }
    }

    @Test
    void refusesWhereThereIsNoPython() throws Exception {
        StopFixture.started(folder).close();
        Optional<String> refusal = Optional.of("There is no PYTHON to send calls to.");

        try (StopFixture fixture = StopFixture.open(folder, refusal, UnaryOperator.identity())) {
            assertThatThrownBy(() -> fixture.stop.stop("alice", "wrong amounts"))
                    .hasMessage(refusal.get());
            assertThat(fixture.stoppedInForce()).isFalse();
        }
        Files.move(folder.resolve("STOP.off"), folder.resolve("STOP"));
        assertThatThrownBy(() -> StopFixture.open(folder, refusal, UnaryOperator.identity()))
                .hasMessageContaining(refusal.get());
    }
}
