package turnout.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.router.engine.lane.LaneExamples;
import turnout.router.engine.lane.LaneFuzz;

/** Jazzer against what reads a peer's bytes: each target in a process of its own, guided by what it covers. */
final class FuzzTest {

    /** Of Jazzer and libFuzzer: what they found. */
    private static final int NOTHING = 0;

    @TempDir
    Path directory;

    @Test
    void findsNothingInTheLane() throws IOException, InterruptedException {
        assertThat(fuzz(LaneFuzz.class, laneFrames(), Duration.ofSeconds(8))).isEqualTo(NOTHING);
    }

    @Test
    @Tag("nightly")
    void findsNothingInTheLaneInTenMinutes() throws IOException, InterruptedException {
        assertThat(fuzz(LaneFuzz.class, laneFrames(), Duration.ofMinutes(10))).isEqualTo(NOTHING);
    }

    private Path laneFrames() throws IOException {
        Path seeds = Files.createDirectory(directory.resolve("seeds"));
        int number = 0;
        for (byte[] frame : LaneExamples.read().values()) {
            byte[] seed = new byte[1 + frame.length];
            System.arraycopy(frame, 0, seed, 1, frame.length);
            Files.write(seeds.resolve("frame" + number++), seed);
        }
        return seeds;
    }

    private int fuzz(Class<?> target, Path seeds, Duration duration) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        // Jazzer's hooks of Unsafe break Netty's start.
                        "-Dio.netty.noUnsafe=true",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=turnout.router.**",
                        "--reproducer_path=" + directory,
                        "-artifact_prefix=" + directory + "/",
                        "-max_total_time=" + duration.toSeconds(),
                        "-print_final_stats=1",
                        seeds.toString()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            // Starting it takes some ten seconds, on a busy machine more.
            if (!process.waitFor(duration.toSeconds() + 120, TimeUnit.SECONDS)) {
                throw new AssertionError("Jazzer did not end: " + Files.readString(log));
            }
            List<String> lines = Files.readAllLines(log);
            lines.stream()
                    .filter(line -> line.startsWith("stat:") || line.startsWith("Done"))
                    .forEach(System.out::println);
            if (process.exitValue() != NOTHING) {
                lines.forEach(System.out::println);
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
