package turnout.rollout.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.rollout.flags.FlagRefused.Kind;

/** A disk that takes nothing more: for the audit log {@code /dev/full}, for the flag file a folder in its way. */
class FullDiskTest {

    @TempDir
    Path folder;

    private StoreFixture fixture;
    private FileFlagStore store;

    @BeforeEach
    void atTenPercent() throws Exception {
        Assumptions.assumeThat(Path.of("/dev/full"))
                .as("a device that is always full")
                .exists();
        fixture = new StoreFixture(folder);
        store = fixture.open();
        store.change(StoreFixture.to("10"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nothingIsRaisedThatCannotBeRecorded() throws Exception {
        fillAuditDisk();

        assertThatThrownBy(() -> store.change(StoreFixture.to("25")))
                .isInstanceOfSatisfying(
                        FlagRefused.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.STORE))
                .hasMessageContaining("audit log cannot be written");

        assertThat(store.current().of("chain").percent()).isEqualTo(Share.parse("10"));
        freeAuditDisk();
        assertThat(fixture.verify().intact()).isTrue();
    }

    @Test
    void aStopTakesEffectAtOnceAndIsRecordedWhenThereIsRoom() throws Exception {
        List<Flags> heard = new ArrayList<>();
        store.onChange(heard::add);
        fillAuditDisk();

        store.change(StoreFixture.to("0"));
        store.allowNative(false, OptionalLong.empty(), "alice", "all wrong");

        assertThat(heard.getLast().nativeAllowed()).isFalse();
        assertThat(heard.getLast().of("chain").percent()).isEqualTo(Share.NONE);
        assertThat(FlagDocument.parse(Files.readAllBytes(fixture.file)).flags())
                .as("the flag file had room")
                .isEqualTo(store.current());

        store.tend();
        assertThat(store.auditWriteFailures()).isPositive();
        freeAuditDisk();
        store.tend();

        assertThat(store.audit(record -> true, 2))
                .extracting(record -> record.event().action())
                .containsExactly("native.forbid", "flag.change");
        assertThat(fixture.verify().intact()).as(fixture.verify().sentence()).isTrue();
    }

    @Test
    void aRaiseThatCannotBeWrittenIsUndoneInTheAuditLogToo() throws Exception {
        Files.createDirectory(folder.resolve("flags.json.tmp"));

        assertThatThrownBy(() -> store.change(StoreFixture.to("25")))
                .hasMessageContaining("flag file cannot be written");

        assertThat(store.current().of("chain").percent()).isEqualTo(Share.parse("10"));
        Files.delete(folder.resolve("flags.json.tmp"));
        store.tend();
        assertThat(store.audit(record -> true, 1).getFirst().event().action()).isEqualTo("flag.change.not-applied");
        assertThat(fixture.verify().intact()).as(fixture.verify().sentence()).isTrue();
    }

    @Test
    void aStopReachesTheFileWhenThereIsRoomAgain() throws Exception {
        Files.createDirectory(folder.resolve("flags.json.tmp"));
        store.change(StoreFixture.to("0"));
        Files.delete(folder.resolve("flags.json.tmp"));

        store.tend();

        assertThat(FlagDocument.parse(Files.readAllBytes(fixture.file)).flags()).isEqualTo(store.current());
    }

    @Test
    void nothingIsRaisedWhileAStopWaitsForTheDisk() throws Exception {
        fillAuditDisk();
        store.change(StoreFixture.to("0"));

        assertThatThrownBy(() -> store.change(StoreFixture.to("10"))).hasMessageContaining("not on the disk yet");

        freeAuditDisk();
        assertThat(store.change(StoreFixture.to("10")).percent()).isEqualTo(Share.parse("10"));
        assertThat(fixture.verify().intact()).isTrue();
    }

    /** A pipe that nobody reads: who opens it for writing waits, as on a disk that hangs. */
    @Test
    void aStopDoesNotWaitForADiskThatHangs() throws Exception {
        Files.move(fixture.audit, folder.resolve("audit.aside"));
        assertThat(new ProcessBuilder("mkfifo", fixture.audit.toString())
                        .start()
                        .waitFor())
                .isZero();
        var stopped = new CountDownLatch(1);
        store.onChange(flags -> {
            if (!flags.nativeAllowed()) {
                stopped.countDown();
            }
        });
        Thread raising = Thread.ofPlatform()
                .start(() -> assertThatThrownBy(() -> store.change(StoreFixture.to("25")))
                        .isInstanceOf(FlagRefused.class));
        while (raising.getState() != Thread.State.RUNNABLE || !inAppend(raising)) {
            Thread.onSpinWait();
        }

        Thread stopping = Thread.ofPlatform().start(() -> {
            try {
                store.allowNative(false, "alice", "all wrong");
            } catch (FlagRefused refused) {
                throw new AssertionError(refused);
            }
        });

        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(raising.isAlive()).as("the disk still hangs").isTrue();
        while (raising.isAlive() || stopping.isAlive()) {
            try (var reader = Files.newInputStream(fixture.audit)) {
                reader.readAllBytes();
            }
        }
        freeAuditDisk();
        store.tend();
        assertThat(store.current().nativeAllowed()).isFalse();
        assertThat(store.current().of("chain").percent()).isEqualTo(Share.parse("10"));
        assertThat(fixture.verify().intact()).as(fixture.verify().sentence()).isTrue();
    }

    private static boolean inAppend(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(AuditLog.class.getName()));
    }

    private void fillAuditDisk() throws Exception {
        Files.move(fixture.audit, folder.resolve("audit.aside"));
        Files.createSymbolicLink(fixture.audit, Path.of("/dev/full"));
    }

    private void freeAuditDisk() throws Exception {
        Files.delete(fixture.audit);
        Files.move(folder.resolve("audit.aside"), fixture.audit);
    }
}
