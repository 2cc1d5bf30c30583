package turnout.load.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes wrong cases as files that {@code proto/vectors/cases} takes: a defect that is found becomes a vector. */
final class WrongFiles {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private WrongFiles() {}

    /** Those of an earlier run are deleted. */
    static void write(Path folder, long seed, GeneratedReport report) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file :
                    old.filter(path -> path.toString().endsWith(".json")).toList()) {
                Files.delete(file);
            }
        }
        for (GeneratedReport.Row row : report.rows()) {
            List<OperationTally.Wrong> kept = row.tally().kept();
            for (OperationTally.Wrong wrong : kept) {
                String operation = wrong.operation().substring(wrong.operation().lastIndexOf('/') + 1);
                Files.writeString(folder.resolve(operation + "-" + wrong.number() + ".json"), json(seed, wrong));
            }
        }
    }

    private static String json(long seed, OperationTally.Wrong wrong) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", "generated, --seed " + seed + ", #" + wrong.number() + ": " + wrong.problem());
        fields.put("operation", wrong.operation());
        fields.put("request", HexFormat.of().formatHex(wrong.request().toByteArray()));
        return JSON.writeValueAsString(fields) + "\n";
    }
}
