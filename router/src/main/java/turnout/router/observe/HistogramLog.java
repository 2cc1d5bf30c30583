package turnout.router.observe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps histograms as {@code .hlog} files, which HdrHistogram's own tools read: one tagged line for each ten seconds and
 * line of the scoreboard. One-second lines would be ten times the bytes and tell a plot nothing more.
 *
 * <p>Bounded: a file ends at {@link #FILE_BYTES} or after an hour, and then the oldest files are deleted beyond {@link #TOTAL_BYTES} or when
 * older than asked. A disk that refuses costs the histograms of that time and two log lines, nothing else. Used by the
 * flipping thread only, and by {@link #close} after it has ended.
 */
public final class HistogramLog implements Interval.Listener, AutoCloseable {

    static final int FILE_BYTES = 16 << 20;
    static final int TOTAL_BYTES = 256 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(HistogramLog.class);
    private static final Duration FILE_SPAN = Duration.ofHours(1);
    private static final Duration BATCH = Duration.ofSeconds(10);
    private static final String SUFFIX = ".hlog";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    // Values are nanoseconds; the column "max" of a log is in milliseconds by custom.
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path directory;
    private final Duration keep;
    private final Map<Line, Histogram> batch = new LinkedHashMap<>();
    private Instant batchStart = Instant.MAX;
    private Instant batchEnd = Instant.MIN;
    private @Nullable Path file;
    private Instant fileStart = Instant.MIN;
    private long fileBytes;
    private boolean failing;

    public HistogramLog(Path directory, Duration keep) {
        this.directory = directory;
        this.keep = keep;
    }

    @Override
    public void accept(Interval interval) {
        if (interval.start().isBefore(batchStart)) {
            batchStart = interval.start();
        }
        batchEnd = interval.end();
        interval.lines()
                .forEach((line, histogram) ->
                        batch.computeIfAbsent(line, unused -> new Histogram(3)).add(histogram));
        if (Duration.between(batchStart, batchEnd).compareTo(BATCH) >= 0) {
            write();
        }
    }

    /** Writes what is not yet written. */
    @Override
    public void close() {
        write();
    }

    private void write() {
        try {
            append();
            if (failing) {
                failing = false;
                LOG.info("histogram_log_recovered directory={}", directory);
            }
        } catch (IOException e) {
            file = null;
            if (!failing) {
                failing = true;
                LOG.warn("histogram_log_failed directory={}", directory, e);
            }
        }
        batch.values().forEach(Histogram::reset);
        batchStart = Instant.MAX;
    }

    private void append() throws IOException {
        if (batch.values().stream().allMatch(histogram -> histogram.getTotalCount() == 0)) {
            return;
        }
        Path into = file;
        if (into == null || fileBytes >= FILE_BYTES || batchEnd.isAfter(fileStart.plus(FILE_SPAN))) {
            into = opened();
        }
        byte[] lines = encoded();
        Files.write(into, lines, StandardOpenOption.APPEND);
        fileBytes += lines.length;
    }

    private Path opened() throws IOException {
        Files.createDirectories(directory);
        prune();
        Path opened = directory.resolve(NAME.format(batchStart) + SUFFIX);
        var header = new ByteArrayOutputStream();
        var writer = new HistogramLogWriter(header);
        writer.outputComment("[Turnout: nanoseconds, tagged operation|engine|role|result]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(batchStart.toEpochMilli());
        writer.outputLegend();
        writer.close();
        Files.write(opened, header.toByteArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        file = opened;
        fileStart = batchStart;
        fileBytes = header.size();
        return opened;
    }

    private byte[] encoded() {
        var bytes = new ByteArrayOutputStream();
        var writer = new HistogramLogWriter(bytes);
        batch.forEach((line, histogram) -> {
            if (histogram.getTotalCount() > 0) {
                histogram.setTag(line.tag());
                histogram.setStartTimeStamp(batchStart.toEpochMilli());
                histogram.setEndTimeStamp(batchEnd.toEpochMilli());
                writer.outputIntervalHistogram(
                        batchStart.toEpochMilli() / 1e3, batchEnd.toEpochMilli() / 1e3, histogram, NANOS_PER_MILLI);
            }
        });
        writer.close();
        return bytes.toByteArray();
    }

    /** Names sort by time. */
    private void prune() throws IOException {
        List<Path> newestFirst;
        try (Stream<Path> files = Files.list(directory)) {
            newestFirst = files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted((one, other) -> other.compareTo(one))
                    .toList();
        }
        long total = FILE_BYTES;
        for (Path path : newestFirst) {
            total += Files.size(path);
            boolean old = Files.getLastModifiedTime(path).toInstant().isBefore(batchEnd.minus(keep));
            if (old || total > TOTAL_BYTES) {
                Files.deleteIfExists(path);
            }
        }
    }
}
