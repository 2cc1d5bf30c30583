package turnout.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a real node once said; our own recording, kept with devnode's tests. */
final class Recorded {

    private static final Path FOLDER =
            RunningGateway.INSTALLATION.resolve("devnode/src/test/resources/turnout/devnode");
    private static final JsonMapper JSON = new JsonMapper();

    private Recorded() {}

    static List<JsonNode> entries(String file) {
        return StreamSupport.stream(read(file).spliterator(), false).toList();
    }

    static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
