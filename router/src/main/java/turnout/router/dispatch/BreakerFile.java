package turnout.router.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Which breakers are not closed, with their cool-downs in milliseconds: what survives a restart. */
final class BreakerFile {

    private final Path file;

    BreakerFile(Path file) {
        this.file = file;
    }

    /** Empty when there is none. */
    Map<String, Long> read() throws IOException {
        Map<String, Long> open = new TreeMap<>();
        if (!Files.exists(file)) {
            return open;
        }
        Properties lines = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            lines.load(in);
        }
        for (String component : lines.stringPropertyNames()) {
            try {
                open.put(component, Long.parseLong(lines.getProperty(component)));
            } catch (NumberFormatException e) {
                open.put(component, 0L); // open all the same, with the shortest cool-down
            }
        }
        return open;
    }

    /** Whole or not at all. */
    void write(Map<String, Long> open) throws IOException {
        StringBuilder lines = new StringBuilder("# components whose breaker is not closed, cool-down in ms\n");
        open.forEach((component, coolDown) ->
                lines.append(component).append('=').append(coolDown).append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
