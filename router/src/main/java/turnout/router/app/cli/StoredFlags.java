package turnout.router.app.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.FileFlagStore;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.FlagFileInUse;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagStore;
import turnout.rollout.flags.Flags;
import turnout.router.app.config.Configuration;
import turnout.router.app.config.Settings;
import turnout.router.call.Operations;
import turnout.router.stop.EmergencyStop;
import turnout.router.stop.StopState;

/** The flags while no gateway runs: the store itself, under its lock. */
final class StoredFlags implements FlagAccess {

    private final FlagStore store;
    private final StopState stop;

    private StoredFlags(FlagStore store, StopState stop) {
        this.store = store;
        this.stop = stop;
    }

    static StoredFlags open(Configuration configuration) throws CommandFailure {
        return new StoredFlags(
                store(configuration.settings()),
                EmergencyStop.stored(configuration.places().var(), InstantSource.system()));
    }

    /** Under its lock, until it is closed. */
    static FlagStore store(Settings settings) throws CommandFailure {
        try {
            Operations operations = Operations.of(settings.gateway().contract());
            Map<String, Set<String>> names = new TreeMap<>();
            operations
                    .all()
                    .forEach(operation -> names.computeIfAbsent(operation.component(), component -> new TreeSet<>())
                            .add(operation.name()));
            return FileFlagStore.open(
                    settings.flags().file(),
                    settings.flags().auditFile(),
                    names,
                    settings.flags().ladder(),
                    Clock.systemUTC());
        } catch (FlagFileInUse e) {
            throw new CommandFailure(
                    Exit.NOT_REACHABLE, "a gateway holds the flags but cannot be asked yet, or any more: try again");
        } catch (IOException e) {
            throw new CommandFailure(Exit.NO, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Flags all() {
        return store.current();
    }

    @Override
    public Standstill standstill() {
        return new Standstill(stop.stopped(), stop.held());
    }

    @Override
    public ComponentFlags change(FlagChange change) throws CommandFailure {
        try {
            return store.change(change);
        } catch (FlagRefused e) {
            throw new CommandFailure(Exit.NO, e.sentence());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
