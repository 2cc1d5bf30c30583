package turnout.nativeimpl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shared vectors, beside the checkout or where TURNOUT_VECTORS says; tests without them are skipped. */
public final class Vectors {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Vectors() {}

    public static JsonNode json(String name) {
        return MAPPER.readTree(bytes(name));
    }

    public static byte[] bytes(String name) {
        String folder = System.getenv("TURNOUT_VECTORS");
        Path file = Path.of(folder == null ? "../../shared/vectors" : folder).resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: no vectors at " + file.toAbsolutePath());
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
