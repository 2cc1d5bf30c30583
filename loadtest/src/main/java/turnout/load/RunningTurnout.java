package turnout.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a Turnout that runs has written for others to find it by.
 *
 * @param home holds {@code var/}
 */
public record RunningTurnout(Path home) {

    /** {@code TURNOUT_HOME}, else the launcher's folder, which the launcher passes on, else the working directory. */
    public static RunningTurnout here() {
        return new RunningTurnout(Path.of(Optional.ofNullable(System.getenv("TURNOUT_HOME"))
                .orElse(System.getProperty("turnout.installation", ""))));
    }

    /** A text field of {@code var/turnout.json}, for example {@code gateway}; empty when nothing runs. */
    public Optional<String> field(String name) throws IOException {
        Path file = home.resolve("var").resolve("turnout.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<?, ?> fields = JsonMapper.shared().readValue(Files.readString(file), Map.class);
            return Optional.ofNullable(fields.get(name)).map(String::valueOf);
        } catch (JacksonException e) {
            throw new IOException(file + " is not what a gateway writes: " + e.getOriginalMessage(), e);
        }
    }

    /** The content of a token file in {@code var/}, for example {@code tester.token}. */
    public Optional<String> token(String file) throws IOException {
        Path path = home.resolve("var").resolve(file);
        return Files.exists(path) ? Optional.of(Files.readString(path).strip()) : Optional.empty();
    }
}
