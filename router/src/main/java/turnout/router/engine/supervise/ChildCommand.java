package turnout.router.engine.supervise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a child process is started with.
 *
 * @param label {@code key=value} that stands before its lines in our log
 * @param command program and arguments
 * @param environment added to our own
 */
record ChildCommand(String label, List<String> command, Map<String, String> environment) {

    private static final String OUTSIDE =
            "trap '' INT QUIT HUP; if command -v setsid >/dev/null; then exec setsid \"$@\"; else exec \"$@\"; fi";

    ChildCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * The command behind a shell that replaces itself by it, so that the process id stays the same. A terminal sends
     * Ctrl-C, Ctrl-\ and its hang-up to a whole process group, but only the gateway may act on them: its children have
     * calls to end first. So they get a session of their own; where there is no setsid(1), ignoring the signals goes as
     * far as the program leaves it so.
     */
    List<String> outsideTheTerminal() {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", OUTSIDE, "sh"));
        all.addAll(command);
        return all;
    }
}
