package turnout.router.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MismatchJournalTest {

    @TempDir
    Path folder;

    @Test
    void listsEachWrongAnswerAndCountsAll() throws Exception {
        JournalRules rules = JournalRules.of(folder, 1 << 20, 5);
        try (MismatchJournal journal = open(rules)) {
            for (int i = 0; i < 300; i++) {
                journal.add(Disagreements.ofAddress(i % 5, Disagreements.START.plusSeconds(i)));
            }
            eventually(() -> journal.counts().wrongAnswers().getOrDefault("script", 0L) == 300);
        }

        MismatchStore again = MismatchStore.open(rules);
        assertThat(again.wrongAnswers(1_000)).hasSize(300).first().satisfies(wrong -> {
            assertThat(wrong.time()).isEqualTo(Disagreements.START.plusSeconds(299));
            assertThat(wrong.callId()).isEqualTo("call-" + wrong.time().getEpochSecond());
            assertThat(again.clusters()).extracting(Cluster::hash).containsAll(wrong.clusters());
        });
        assertThat(again.clusters()).hasSize(5).allSatisfy(cluster -> {
            assertThat(cluster.count()).isEqualTo(60);
            assertThat(cluster.exemplars()).hasSize(5);
        });
    }

    @Test
    void dropsAndCountsWhatFindsTheQueueFullAndNeverBlocks() throws Exception {
        JournalRules rules = new JournalRules(folder, 1 << 20, 5, 10, 1 << 20);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (MismatchJournal journal = MismatchJournal.open(rules, Disagreements.DIGESTS, () -> {
            writing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Disagreements.VERSIONS;
        })) {
            journal.add(Disagreements.ofAddress(0, Disagreements.START));
            writing.await();

            for (int i = 0; i < 25; i++) {
                journal.add(Disagreements.ofAddress(0, Disagreements.START));
            }
            journal.add(Disagreements.ofScript(2 << 20, Disagreements.START));

            assertThat(journal.counts().droppedMismatches()).isEqualTo(16);
            goOn.countDown();
            eventually(() -> journal.counts().wrongAnswers().equals(Map.of("script", 27L)));
            assertThat(journal.counts().unlistedWrongAnswers()).isZero();
        }
        assertThat(MismatchStore.open(rules).wrongAnswers(1_000))
                .as("those that were dropped are listed too")
                .hasSize(27);
        assertThat(MismatchStore.open(rules).clusters())
                .singleElement()
                .satisfies(cluster -> assertThat(cluster.count()).isEqualTo(11));
    }

    @Test
    void keepsNoiseApartAndLeavesRoomForMismatches() throws Exception {
        JournalRules rules = new JournalRules(folder, 1 << 20, 5, 10, 1 << 20);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (MismatchJournal journal = MismatchJournal.open(rules, Disagreements.DIGESTS, () -> {
            writing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Disagreements.VERSIONS;
        })) {
            journal.add(Disagreements.noise(Disagreements.START));
            writing.await();
            for (int i = 0; i < 100; i++) {
                journal.add(Disagreements.noise(Disagreements.START));
            }

            journal.add(Disagreements.ofAddress(0, Disagreements.START));

            assertThat(journal.counts().droppedMismatches()).isEqualTo(94);
            goOn.countDown();
        }
        MismatchStore again = MismatchStore.open(rules);
        assertThat(again.clusters())
                .extracting(cluster -> cluster.key().kind())
                .containsExactlyInAnyOrder("noise", "value");
        assertThat(again.wrongAnswers(1_000)).as("noise is no wrong answer").hasSize(1);
    }

    @Test
    void losesNothingThatWasWrittenWhenItIsKilled() throws Exception {
        Random random = new Random(20260101);
        JournalRules rules = JournalRules.of(folder, 1 << 20, 5);
        List<String> written = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ForkedJournal.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader();
            int lines = 20 + random.nextInt(200);
            String last = "";
            for (int i = 0; i < lines; i++) {
                last = out.readLine();
            }
            process.destroyForcibly().waitFor();
            written.add(last);

            MismatchStore store = MismatchStore.open(rules);
            assertThat(store.broken()).isZero();
            assertThat(store.torn()).isLessThanOrEqualTo(round + 1);
            long counted = store.clusters().stream().mapToLong(Cluster::count).sum();
            assertThat(counted).isGreaterThanOrEqualTo(Long.parseLong(last));
        }
        assertThat(written).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void survivesAFullDiskAndGoesOnWhenThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=128k", "none", disk.toString()) == 0,
                "no right to mount a small tmpfs");
        try {
            Path filler = disk.resolve("filler");
            JournalRules rules = JournalRules.of(disk.resolve("mismatches"), 1 << 20, 5);
            try (MismatchJournal journal = open(rules)) {
                journal.add(Disagreements.ofAddress(0, Disagreements.START));
                eventually(() -> journal.counts().bytes() > 0);
                fill(filler);

                for (int i = 0; i < 200; i++) {
                    journal.add(Disagreements.ofAddress(i % 5, Disagreements.START.plusSeconds(i)));
                }
                // Not failing(): it may have found room again by the time it is asked.
                eventually(() -> journal.counts().failedWrites() > 0);

                Files.delete(filler);
                eventually(() -> !journal.counts().failing());
                journal.add(Disagreements.ofAddress(4, Disagreements.START.plusSeconds(500)));
                eventually(() ->
                        journal.clusters().stream().mapToLong(Cluster::count).sum() == 202);
            }
            MismatchStore again = MismatchStore.open(rules);
            assertThat(again.clusters().stream().mapToLong(Cluster::count).sum())
                    .isEqualTo(202);
            assertThat(again.wrongAnswers(1_000)).hasSize(202);
            assertThat(again.broken()).isZero();
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static void fill(Path filler) {
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static MismatchJournal open(JournalRules rules) throws IOException {
        return MismatchJournal.open(rules, Disagreements.DIGESTS, () -> Disagreements.VERSIONS);
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor();
    }

    private static void eventually(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within 20 s").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
