package turnout.router.app.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How latencies are recorded.
 *
 * @param flip length of one interval
 * @param log whether intervals are also kept as {@code .hlog} files
 * @param directory where those files are
 * @param keep how old one may become before it is deleted
 */
public record HistogramSettings(Duration flip, boolean log, Path directory, Duration keep) {

    static HistogramSettings of(Values values) {
        return new HistogramSettings(
                values.get(Keys.HISTOGRAMS_FLIP),
                values.get(Keys.HISTOGRAMS_LOG),
                values.get(Keys.HISTOGRAMS_DIRECTORY),
                values.get(Keys.HISTOGRAMS_KEEP));
    }
}
