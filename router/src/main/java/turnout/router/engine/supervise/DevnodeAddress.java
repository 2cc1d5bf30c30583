package turnout.router.engine.supervise;

import java.net.URI;
import java.nio.file.Path;

/** Where devnode answers JSON-RPC, and the file with the cookie that it wants to see. */
public record DevnodeAddress(URI url, Path cookieFile) {

    /** @throws IllegalArgumentException when the line is not {@code ready http://HOST:PORT cookie PATH} */
    static DevnodeAddress parse(String readyLine) {
        String[] words = readyLine.split(" ", 4);
        if (words.length != 4 || !words[0].equals("ready") || !words[2].equals("cookie")) {
            throw new IllegalArgumentException("devnode said \"" + readyLine + "\" (expected: ready URL cookie PATH)");
        }
        return new DevnodeAddress(URI.create(words[1]), Path.of(words[3]));
    }
}
