package turnout.router.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagStore;
import turnout.router.app.config.Configuration;
import turnout.router.route.Publisher;
import turnout.router.stop.EmergencyStop;
import turnout.router.stop.StopState;

/** The stop while no gateway runs: its files, under the lock of the flags, and the same audit log. */
final class StoredStop implements AutoCloseable {

    private final FlagStore flags;
    private final Publisher routes;
    private final EmergencyStop stop;
    private final String actor = "cli:" + System.getProperty("user.name");

    private StoredStop(FlagStore flags, Publisher routes, EmergencyStop stop) {
        this.flags = flags;
        this.routes = routes;
        this.stop = stop;
    }

    static StoredStop open(Configuration configuration) throws CommandFailure {
        FlagStore flags = StoredFlags.store(configuration.settings());
        Publisher routes = Publisher.start(Components.operations(configuration), Set.of(), InstantSource.system());
        Path var = configuration.places().var();
        try {
            return new StoredStop(
                    flags, routes, EmergencyStop.open(var, flags, routes, Optional.empty(), InstantSource.system()));
        } catch (FlagRefused refused) {
            routes.close();
            flags.close();
            throw failure(refused);
        }
    }

    StopState state() {
        return stop.state();
    }

    void stop(String reason) throws CommandFailure {
        try {
            stop.stop(actor, reason);
        } catch (FlagRefused refused) {
            throw failure(refused);
        }
    }

    void lift(String reason) throws CommandFailure {
        try {
            stop.lift(actor, reason);
        } catch (FlagRefused refused) {
            throw failure(refused);
        }
    }

    void start(String component, boolean override, String reason) throws CommandFailure {
        try {
            stop.start(component, override, actor, reason);
        } catch (FlagRefused refused) {
            throw failure(refused);
        }
    }

    private static CommandFailure failure(FlagRefused refused) {
        return new CommandFailure(Exit.NO, refused.sentence());
    }

    @Override
    public void close() {
        stop.close();
        routes.close();
        flags.close();
    }
}
