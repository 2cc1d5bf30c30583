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

    ChildCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * The command behind a shell that replaces itself by it. A terminal sends Ctrl-C, Ctrl-\ and its hang-up to the
     * whole process group, but only the gateway may act on them: its children have calls to end first. Ignored signals
     * stay ignored through exec; the process id stays the same.
     */
    List<String> outsideTheTerminal() {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT QUIT HUP; exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }
}
