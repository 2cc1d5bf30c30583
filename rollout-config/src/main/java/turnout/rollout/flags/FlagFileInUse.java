package turnout.rollout.flags;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, usually a running gateway, is the flag file's writer: ask it instead. */
public final class FlagFileInUse extends IOException {

    private static final long serialVersionUID = 1;

    FlagFileInUse(Path lock) {
        super("The flags are in use by a running gateway (it holds the lock " + lock + "); change them through it.");
    }
}
