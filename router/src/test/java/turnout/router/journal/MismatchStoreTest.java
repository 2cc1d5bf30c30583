package turnout.router.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MismatchStoreTest {

    @TempDir
    Path folder;

    @Test
    void readsEverythingBackAfterARestart() throws IOException {
        JournalRules rules = rules("a", 1 << 20);
        try (MismatchStore store = MismatchStore.open(rules)) {
            for (int i = 0; i < 100; i++) {
                Disagreements.write(store, rules, Disagreements.ofAddress(i % 5, Disagreements.START.plusSeconds(i)));
            }
        }

        MismatchStore again = MismatchStore.open(rules);

        assertThat(again.clusters()).hasSize(5).allSatisfy(cluster -> {
            assertThat(cluster.count()).isEqualTo(20);
            assertThat(cluster.exemplars()).hasSize(5).allMatch(id -> id.startsWith(cluster.hash() + "-"));
            assertThat(Duration.between(cluster.firstSeen(), cluster.lastSeen()))
                    .hasSeconds(95);
        });
        for (Cluster cluster : again.clusters()) {
            Exemplar exemplar = again.find(cluster.exemplars().getFirst()).orElseThrow();
            assertThat(exemplar.differences().getFirst().pattern())
                    .isEqualTo(cluster.key().pattern());
            assertThat(exemplar.notReplayable()).isEmpty();
            assertThat(exemplar.versions()).isEqualTo(Disagreements.VERSIONS);
        }
    }

    @Test
    void keepsItsFilesFromOthers() throws IOException {
        JournalRules rules = rules("a", 1 << 20);
        try (MismatchStore store = MismatchStore.open(rules)) {
            Disagreements.write(store, rules, Disagreements.ofAddress(1, Disagreements.START));
        }

        assertThat(Disagreements.files(rules.directory()))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void losesAtMostTheRecordThatAFileIsCutIn() throws IOException {
        JournalRules rules = rules("a", 1 << 20);
        Path file = filled(rules, 3);
        byte[] whole = Files.readAllBytes(file);
        Map<Long, byte[]> records = records(whole);

        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            MismatchStore store = MismatchStore.open(rules);

            int cut = length;
            List<byte[]> left = records.entrySet().stream()
                    .filter(record -> record.getKey() + Frames.HEADER_BYTES + record.getValue().length <= cut)
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(found(store)).as("cut at %d", length).isEqualTo(ids(left));
            assertThat(store.broken()).isZero();
            boolean between = length == 0 || length == whole.length || records.containsKey((long) length);
            assertThat(store.torn()).as("cut at %d", length).isEqualTo(between ? 0 : 1);
        }
    }

    @Test
    void skipsABrokenRecordInTheMiddleAndCountsIt() throws IOException {
        JournalRules rules = rules("a", 1 << 20);
        Path file = filled(rules, 3);
        byte[] whole = Files.readAllBytes(file);
        List<Map.Entry<Long, byte[]>> records = new ArrayList<>(records(whole).entrySet());
        // An exemplar, so that its count stands in a record of its own.
        var victim = records.get(3);
        assertThat(victim.getValue()[0]).isEqualTo((byte) 'E');
        List<byte[]> others = new ArrayList<>();
        records.stream().filter(record -> record != victim).forEach(record -> others.add(record.getValue()));

        int end = Math.toIntExact(victim.getKey()) + Frames.HEADER_BYTES + victim.getValue().length;
        for (int at = Math.toIntExact(victim.getKey()); at < end; at++) {
            byte[] broken = whole.clone();
            broken[at] ^= 0x41;
            Files.write(file, broken);
            MismatchStore store = MismatchStore.open(rules);

            assertThat(store.broken()).as("byte %d", at).isEqualTo(1);
            assertThat(found(store)).as("byte %d", at).isEqualTo(ids(others));
            assertThat(store.clusters()).hasSize(3);
        }
    }

    @Test
    void givesNoNumberTwiceAfterAnExemplarWasLost() throws IOException {
        JournalRules rules = rules("a", 1 << 20);
        Path file = filled(rules, 1);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        List<String> next;
        try (MismatchStore store = MismatchStore.open(rules)) {
            next = Disagreements.write(store, rules, Disagreements.ofAddress(0, Disagreements.START));
        }

        assertThat(next).singleElement().asString().endsWith("-2");
    }

    @Test
    void staysWithinItsBoundAndKeepsTheLastExemplarOfEachCluster() throws IOException {
        JournalRules rules = rules("a", 1 << 20);
        long largest = 0;
        try (MismatchStore store = MismatchStore.open(rules)) {
            for (int field = 0; field < 5; field++) {
                Disagreements.write(store, rules, Disagreements.ofAddress(field, Disagreements.START));
            }
            // Two hours apart: each is fresh enough to be kept, in a cluster that fills the journal.
            for (int i = 1; i <= 300; i++) {
                Mismatch mismatch = Disagreements.ofScript(60_000, Disagreements.START.plus(Duration.ofHours(2L * i)));
                Disagreements.write(store, rules, mismatch);
                largest = Math.max(largest, onDisk(rules.directory()));
            }
        }

        MismatchStore again = MismatchStore.open(rules);
        assertThat(largest).isBetween(rules.mostBytes() / 4, rules.mostBytes());
        assertThat(again.clusters())
                .hasSize(6)
                .allSatisfy(cluster -> assertThat(cluster.exemplars()).isNotEmpty());
        assertThat(again.clusters().getFirst().count()).isEqualTo(300);
        for (Cluster cluster : again.clusters()) {
            for (String id : cluster.exemplars()) {
                assertThat(again.find(id)).as(id).isPresent();
            }
        }
        assertThat(again.clusters().getFirst().exemplars().getLast()).endsWith("-300");
    }

    @Test
    void leavesTheMessagesOutOfWhatIsTooLarge() throws IOException {
        JournalRules rules = rules("a", 1 << 20);
        try (MismatchStore store = MismatchStore.open(rules)) {
            List<String> id = Disagreements.write(store, rules, Disagreements.ofScript(2 << 20, Disagreements.START));

            Exemplar exemplar = store.find(id.getFirst()).orElseThrow();
            assertThat(exemplar.served().body().exact()).isFalse();
            assertThat(exemplar.served().body().length()).isGreaterThan(1 << 20);
            assertThat(exemplar.differences()).isNotEmpty();
        }
    }

    private JournalRules rules(String name, long bytes) {
        return JournalRules.of(folder.resolve(name), bytes, 5);
    }

    /** The one file of so many mismatches: a count and an exemplar each, of different clusters as long as there are. */
    private static Path filled(JournalRules rules, int mismatches) throws IOException {
        try (MismatchStore store = MismatchStore.open(rules)) {
            for (int i = 0; i < mismatches; i++) {
                Disagreements.write(store, rules, Disagreements.ofAddress(i % 5, Disagreements.START.plusSeconds(i)));
            }
        }
        List<Path> files = Disagreements.files(rules.directory());
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    private static Map<Long, byte[]> records(byte[] file) {
        Map<Long, byte[]> records = new TreeMap<>();
        Frames.scan(file, records::put);
        return records;
    }

    private static List<String> ids(List<byte[]> records) {
        return records.stream()
                .filter(record -> record[0] == 'E')
                .map(record -> {
                    try {
                        return Records.exemplar(record).id();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .sorted()
                .toList();
    }

    /** What can really be read. */
    private static List<String> found(MismatchStore store) {
        return store.clusters().stream()
                .flatMap(cluster -> cluster.exemplars().stream())
                .map(id -> {
                    try {
                        return store.find(id).orElseThrow().id();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .sorted()
                .collect(Collectors.toList());
    }

    private static long onDisk(Path directory) throws IOException {
        long bytes = 0;
        for (Path file : Disagreements.files(directory)) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
