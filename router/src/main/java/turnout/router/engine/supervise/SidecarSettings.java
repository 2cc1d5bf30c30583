package turnout.router.engine.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the workers are run.
 *
 * @param command program and arguments of one worker, without worker number and address
 * @param options further arguments of each worker: the node's
 * @param environment added to our own
 * @param workers at least 1
 * @param readyWithin what a start may take
 * @param replaceAfter how long a worker may stay suspect before it is killed
 * @param restartMin pause before the first restart; doubles with each that follows
 * @param restartMax longest such pause; a worker that was ready for as long starts again at the shortest
 * @param grace what a worker may take to end its calls when it is stopped
 * @param socketBases where the directory for the sockets may be made, best first
 * @param pidFile what this gateway started, for the next one
 */
public record SidecarSettings(
        List<String> command,
        List<String> options,
        Map<String, String> environment,
        int workers,
        Duration readyWithin,
        Duration replaceAfter,
        Duration restartMin,
        Duration restartMax,
        Duration grace,
        List<Path> socketBases,
        Path pidFile) {

    public SidecarSettings {
        command = List.copyOf(command);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
        socketBases = List.copyOf(socketBases);
    }
}
