package turnout.router.route;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.call.Body;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/**
 * Where every call goes, at one moment: flags and overrides compiled into one row an operation. Immutable, so that a
 * decision takes no lock; it does no I/O, throws nothing and allocates nothing.
 */
public final class RoutingTable {

    private final long revision;
    private final boolean stopped;
    private final Row[] rows;
    private final SortedMap<String, Share> shares;

    private RoutingTable(long revision, boolean stopped, Row[] rows, SortedMap<String, Share> shares) {
        this.revision = revision;
        this.stopped = stopped;
        this.rows = rows;
        this.shares = Collections.unmodifiableSortedMap(shares);
    }

    /**
     * @param revision of the table, which is not that of any component's flags
     * @param implemented names of the operations that NATIVE can answer; all others go to PYTHON
     * @param flags null when none were ever read: everything goes to PYTHON
     */
    public static RoutingTable compile(
            long revision, Operations operations, Set<String> implemented, @Nullable Flags flags, Overrides overrides) {
        SortedMap<String, Share> shares = new TreeMap<>();
        for (String component : operations.components()) {
            shares.put(component, Standing.of(component, flags, overrides).share());
        }
        Row[] rows = operations.all().stream()
                .map(operation -> new Row(
                        operation,
                        Standing.of(operation.component(), flags, overrides),
                        implemented.contains(operation.name())))
                .toArray(Row[]::new);
        boolean stopped = overrides.stop() || (flags != null && !flags.nativeAllowed());
        return new RoutingTable(revision, stopped, rows, shares);
    }

    /** Rises with every table that a node publishes. */
    public long revision() {
        return revision;
    }

    /** Whether somebody's order, by the emergency stop or the master flag, sends every call to PYTHON. */
    public boolean stopped() {
        return stopped;
    }

    /** The share of NATIVE in force, by component. */
    public SortedMap<String, Share> shares() {
        return shares;
    }

    /**
     * @param body null when it is not at hand, because the header holds the key or the call is a stream
     * @param headerKey bytes of {@code x-turnout-key}, which stands above the body's key; null or empty for none
     * @param draw 0 to 9,999, made once for this call; used by a READ that has no key
     * @param forced the engine that a tester asked for
     */
    public Route route(
            Operation operation, @Nullable Body body, @Nullable Body headerKey, int draw, @Nullable EngineName forced) {
        return rows[operation.index()].route(body, headerKey, draw, forced);
    }

    /** The route of every call of an operation that no tester forces, or null while it depends on key or draw. */
    public @Nullable Route settled(Operation operation) {
        return rows[operation.index()].settled();
    }

    /** Whether calls of an operation may be shadowed, so that their bodies are needed. */
    public boolean mayShadow(Operation operation) {
        return rows[operation.index()].mayShadow();
    }

    /** Whether the engine that does not serve this call is given it too; parameters as of {@link #route}. */
    public boolean shadowed(Operation operation, @Nullable Body body, @Nullable Body headerKey, int draw) {
        return rows[operation.index()].shadowed(body, headerKey, draw);
    }

    /**
     * The bucket that {@link #route} compares with the share, for people who ask; parameters as there.
     *
     * @return 0 to 9,999, or -1 for a write that has no key
     */
    public int bucket(Operation operation, @Nullable Body body, @Nullable Body headerKey, int draw) {
        return rows[operation.index()].bucket(body, headerKey, draw);
    }
}
