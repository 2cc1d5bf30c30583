package turnout.router.app.cli;

import java.util.Optional;
import java.util.Set;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.Flags;
import turnout.router.app.config.Configuration;

/** The flags, whether a gateway runs (then only it writes them) or not. */
interface FlagAccess extends AutoCloseable {

    Flags all() throws CommandFailure;

    /** What keeps flags from having an effect. */
    Standstill standstill() throws CommandFailure;

    /** @param held components at 0 whatever their flags say */
    record Standstill(boolean stopped, Set<String> held) {}

    /** The {@code actor} of a change through a gateway is whom the gateway knows the token by. */
    ComponentFlags change(FlagChange change) throws CommandFailure;

    @Override
    void close();

    static FlagAccess open(Configuration configuration) throws CommandFailure {
        Optional<RunFile> running = RunFile.find(configuration.places().var());
        return running.isPresent() ? new GatewayFlags(OpsApi.of(running.get())) : StoredFlags.open(configuration);
    }
}
