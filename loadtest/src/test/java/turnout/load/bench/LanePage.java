package turnout.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The examples of docs/lane.md, by the beginning of the sentence above each. */
record LanePage(Map<String, byte[]> frames) {

    private static final Pattern EXAMPLE = Pattern.compile("\n\n([^\n]+):\n\n```lane\n([0-9a-f\\s]+)```");

    static LanePage read() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "lane.md"));
        return new LanePage(EXAMPLE.matcher(page)
                .results()
                .collect(Collectors.toMap(
                        example -> example.group(1),
                        (MatchResult example) ->
                                HexFormat.of().parseHex(example.group(2).replaceAll("\\s", "")))));
    }

    byte[] frame(String beginning) {
        return frames.entrySet().stream()
                .filter(example -> example.getKey().startsWith(beginning))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example begins with: " + beginning));
    }
}
