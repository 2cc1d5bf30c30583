package turnout.router.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.router.call.EngineName;
import turnout.router.call.Role;

class HistogramLogTest {

    private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
    private static final Line LINE =
            new Line("turnout.chain.v1.ChainService/GetBlock", EngineName.NATIVE, Role.SERVED, true);

    @TempDir
    private Path directory;

    @Test
    void writesWhatHdrHistogramsReaderReads() throws IOException {
        try (HistogramLog log = new HistogramLog(directory, Duration.ofDays(1))) {
            for (int second = 0; second < 25; second++) {
                log.accept(interval(second, 1_000 * (second + 1)));
            }
        }

        List<Histogram> read = read(onlyFile());

        assertThat(read)
                .extracting(Histogram::getTag)
                .containsOnly("turnout.chain.v1.ChainService/GetBlock|native|served|answered");
        assertThat(read).extracting(Histogram::getTotalCount).containsExactly(10L, 10L, 5L);
        assertThat(read.getFirst().getStartTimeStamp()).isEqualTo(START.toEpochMilli());
        assertThat(read.getFirst().getEndTimeStamp())
                .isEqualTo(START.plusSeconds(10).toEpochMilli());
        assertThat(read.getLast().getMaxValue()).isBetween(25_000L, 25_015L);
    }

    @Test
    void writesNothingWhileNothingIsCalled() throws IOException {
        try (HistogramLog log = new HistogramLog(directory, Duration.ofDays(1))) {
            for (int second = 0; second < 25; second++) {
                log.accept(new Interval(START.plusSeconds(second), START.plusSeconds(second + 1), Map.of()));
            }
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void beginsAFileEachHourAndDeletesOldOnes() throws IOException {
        Path old = Files.createFile(directory.resolve("20261123T080000.000Z.hlog"));
        Files.setLastModifiedTime(old, FileTime.from(START.minus(Duration.ofDays(2))));
        Path foreign = Files.createFile(directory.resolve("notes.txt"));
        Files.setLastModifiedTime(foreign, FileTime.from(START.minus(Duration.ofDays(2))));

        try (HistogramLog log = new HistogramLog(directory, Duration.ofDays(1))) {
            log.accept(interval(0, 1_000));
            log.accept(interval(3_700, 1_000));
            log.accept(interval(3_720, 1_000));
        }

        assertThat(files()).doesNotContain(old).contains(foreign).hasSize(3);
    }

    @Test
    void deletesTheOldestBeyondItsBytes() throws IOException {
        for (int day = 1; day <= 3; day++) {
            Path file = directory.resolve("2026112" + day + "T080000.000Z.hlog");
            try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Sparse: takes no room.
                channel.position(HistogramLog.TOTAL_BYTES / 2 - 1);
                channel.write(ByteBuffer.allocate(1));
            }
        }

        try (HistogramLog log = new HistogramLog(directory, Duration.ofDays(10_000))) {
            log.accept(interval(0, 1_000));
        }

        assertThat(files())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("20261123T080000.000Z.hlog", "20261125T080000.000Z.hlog");
    }

    @Test
    void goesOnWhenTheDiskHasRefused() throws IOException {
        Path blocked = Files.createFile(directory.resolve("histograms"));
        try (HistogramLog log = new HistogramLog(blocked, Duration.ofDays(1))) {
            log.accept(interval(0, 1_000));
            log.accept(interval(20, 1_000));
            Files.delete(blocked);

            log.accept(interval(40, 2_000));
        }

        try (Stream<Path> files = Files.list(blocked)) {
            List<Histogram> read = read(files.findFirst().orElseThrow());
            assertThat(read).extracting(Histogram::getTotalCount).containsExactly(1L);
        }
    }

    private static Interval interval(int second, long nanos) {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(nanos);
        return new Interval(START.plusSeconds(second), START.plusSeconds(second + 1), Map.of(LINE, histogram));
    }

    private static List<Histogram> read(Path file) throws IOException {
        List<Histogram> read = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                EncodableHistogram next = reader.nextIntervalHistogram();
                if (next instanceof Histogram histogram) {
                    read.add(histogram);
                }
            }
        }
        return read;
    }

    private Path onlyFile() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
