package turnout.load.vectors;

import java.util.HexFormat;
import java.util.List;

/**
 * A case that an engine answered wrongly, or both differently.
 *
 * @param problems one line each
 */
record WrongCase(VectorCase vector, List<String> problems) {

    WrongCase {
        problems = List.copyOf(problems);
    }

    /** For a file that a developer reads: everything that is needed to ask again. */
    String text(String set) {
        return set + ": " + vector.name() + "\n  " + String.join("\n  ", problems) + "\n  " + vector.method() + " "
                + HexFormat.of().formatHex(vector.request().toByteArray()) + "\n";
    }
}
