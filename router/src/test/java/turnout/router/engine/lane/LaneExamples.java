package turnout.router.engine.lane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The frames of docs/lane.md, by the sentence above each. */
public final class LaneExamples {

    private static final Pattern EXAMPLE = Pattern.compile("(?m)^([^\\n]+):\\n\\n```lane\\n([0-9a-f \\n]+)```");

    private LaneExamples() {}

    public static Map<String, byte[]> read() throws IOException {
        Map<String, byte[]> frames = new LinkedHashMap<>();
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "lane.md")));
        while (example.find()) {
            frames.put(
                    example.group(1), HexFormat.of().parseHex(example.group(2).replaceAll("\\s", "")));
        }
        return frames;
    }

    /** The one whose sentence begins so. */
    static byte[] named(String begin) throws IOException {
        return read().entrySet().stream()
                .filter(example -> example.getKey().startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example \"" + begin + "…\" in docs/lane.md"))
                .getValue();
    }
}
