package turnout.load.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What another JVM still needs of its heap; asking collects all of it, so never while it is measured. Never of this one:
 * it stands still while it tells, and could not read what it says.
 */
final class LiveHeap {

    /** The last line of a class histogram, which counts what is reachable only. */
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private LiveHeap() {}

    static long bytes(long pid) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(said);
        if (!total.find()) {
            throw new IOException("jcmd tells no heap of process " + pid + ": "
                    + said.lines().findFirst().orElse(""));
        }
        return Long.parseLong(total.group(1));
    }
}
