package turnout.load.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where vectors are read.
 *
 * @param shared other people's, beside the checkout
 * @param own the project's; names beginning with {@code own/} are looked up here
 */
public record Corpus(Path shared, Path own) {

    private static final String OWN = "own/";

    // Amounts are decimals of up to 17 digits; a taproot file ends with a comma.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Of an installation; {@code TURNOUT_VECTORS} names another folder of shared ones. */
    public static Corpus of(Path installation) {
        Path beside = installation
                .toAbsolutePath()
                .normalize()
                .resolveSibling("shared")
                .resolve("vectors");
        return new Corpus(
                Optional.ofNullable(System.getenv("TURNOUT_VECTORS"))
                        .map(Path::of)
                        .orElse(beside),
                installation.resolve("proto").resolve("vectors"));
    }

    public boolean has(String name) {
        return Files.exists(path(name));
    }

    public byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    public List<String> lines(String name) throws IOException {
        return Files.readAllLines(path(name), StandardCharsets.UTF_8);
    }

    /** Numbers with a point are decimals; what stands behind the first value is not read. */
    public JsonNode json(String name) throws IOException {
        try {
            return JSON.readTree(bytes(name));
        } catch (JacksonException e) {
            throw new IOException(name + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Names of a folder's files, to be read by the other methods, sorted. */
    public List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder + "/" + file.getFileName())
                    .sorted()
                    .toList();
        }
    }

    private Path path(String name) {
        return name.startsWith(OWN) ? own.resolve(name.substring(OWN.length())) : shared.resolve(name);
    }
}
