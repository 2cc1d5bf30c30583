package turnout.router.app.config;

import java.time.Duration;
import java.util.List;

/**
 * The engine that was there before.
 *
 * @param command program and arguments of one worker, for the workers that the gateway starts itself
 * @param workers processes that the gateway starts; not used when there are targets
 * @param targets sidecars that somebody else runs; empty means the gateway runs its own
 * @param inFlight calls of one component at once
 * @param deadline longest time that a unary call may stay with PYTHON, whatever its caller allowed
 * @param heartbeatEvery pause between two heartbeats of a worker
 * @param outAfter silence after which a worker is given no calls
 * @param killAfter silence after which a worker is killed and replaced
 * @param restartMin pause before the first restart of a worker; doubles with each that follows
 * @param restartMax longest such pause
 * @param grace what a worker may take to end after it was asked to, before it is killed
 */
public record PythonSettings(
        List<String> command,
        int workers,
        List<Address> targets,
        PythonProtocol protocol,
        int inFlight,
        Duration deadline,
        Duration heartbeatEvery,
        Duration outAfter,
        Duration killAfter,
        Duration restartMin,
        Duration restartMax,
        Duration grace) {

    static PythonSettings of(Values values) {
        return new PythonSettings(
                values.get(Keys.PYTHON_COMMAND),
                values.get(Keys.PYTHON_WORKERS),
                values.get(Keys.PYTHON_TARGETS),
                values.get(Keys.PYTHON_PROTOCOL),
                values.get(Keys.PYTHON_IN_FLIGHT),
                values.get(Keys.PYTHON_DEADLINE),
                values.get(Keys.PYTHON_HEARTBEAT_EVERY),
                values.get(Keys.PYTHON_HEARTBEAT_OUT_AFTER),
                values.get(Keys.PYTHON_HEARTBEAT_KILL_AFTER),
                values.get(Keys.PYTHON_RESTART_MIN),
                values.get(Keys.PYTHON_RESTART_MAX),
                values.get(Keys.PYTHON_GRACE));
    }
}
