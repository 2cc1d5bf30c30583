package turnout.router.engine.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Children that behave, or misbehave, as a worker may. Each is one process: {@code read} is the shell's own. */
final class Scripts {

    /** Ready at once, ends when its standard input closes. */
    static final String GOOD = """
            for a; do case $a in unix:*) s=${a#unix:};; esac; done
            : >"$s"
            echo "ready $s"
            if [ -n "$ALIVE" ]; then exec 9>"$ALIVE"; echo $$ >&9; fi
            while read -r line; do :; done
            """;

    private Scripts() {}

    /** A command that runs {@code script} with further arguments. */
    static List<String> command(Path directory, String script) throws IOException {
        Path file = Files.writeString(directory.resolve("child.sh"), script);
        return List.of("sh", file.toString());
    }

    static SidecarSettings settings(
            Path directory, List<String> command, Map<String, String> environment, int workers) {
        return new SidecarSettings(
                command,
                List.of("--node-url", "http://127.0.0.1:1"),
                environment,
                workers,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                List.of(directory),
                directory.resolve("sidecars.json"));
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    static void signal(String name, long pid) throws Exception {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + name + " " + pid + " ended with " + code);
        }
    }

    /**
     * A pipe on which a reader sees the end when the last process that holds it has gone. Open it when the children are
     * ready: both sides wait for the other.
     */
    static Path fifo(Path directory) throws Exception {
        Path fifo = directory.resolve("alive");
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        return fifo;
    }
}
