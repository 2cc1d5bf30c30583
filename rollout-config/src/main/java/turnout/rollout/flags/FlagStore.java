package turnout.rollout.flags;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What operators set, and the only way to change it. Safe for use by many threads; changes happen one after the other.
 *
 * <p>Every change is compared with the rev in force, checked by the rules of its component and written to the audit
 * log: one that raises NATIVE before it takes effect, one that only lowers it after, so that a full disk never blocks a
 * stop. A change that is refused leaves everything as it was.
 */
public interface FlagStore extends AutoCloseable {

    /** The last good state; a volatile read. */
    Flags current();

    /** When the state was last read or written well. */
    Instant asOf();

    /** The components that have flags. */
    SortedSet<String> components();

    /** The steps that a share may take without an override. */
    Ladder ladder();

    /** @return the component as it now is */
    ComponentFlags change(FlagChange change) throws FlagRefused;

    /**
     * Sets the master flag. Allowing NATIVE after it was forbidden puts every component at 0 %, so that each is started
     * again by itself; setting what is already set changes nothing and writes nothing.
     *
     * @param expectedRev the {@link Flags#nativeRev()} that was decided on; looked at only when allowing
     */
    Flags allowNative(boolean allowed, OptionalLong expectedRev, String actor, String reason) throws FlagRefused;

    default Flags allowNative(boolean allowed, String actor, String reason) throws FlagRefused {
        return allowNative(allowed, OptionalLong.empty(), actor, reason);
    }

    /**
     * Calls the listener at once with {@link #current()}, then after each change, in order, on the changer's thread
     * before {@code change} returns. A listener must be quick and must not change flags itself.
     */
    void onChange(Consumer<Flags> listener);

    /**
     * The newest audit records that are wanted, newest first. Reads the disk, and waits for no change.
     *
     * @throws FlagRefused of kind STORE when the log cannot be read
     */
    List<AuditRecord> audit(Predicate<AuditRecord> wanted, int limit) throws FlagRefused;

    /**
     * Records what took calls from NATIVE and is kept and in force elsewhere. Does no I/O and cannot fail: it is tried
     * until it is written.
     */
    void recordLater(AuditEvent event);

    /**
     * Records what will give NATIVE calls and is kept elsewhere; returns when it is on the disk.
     *
     * @throws FlagRefused of kind STORE when it cannot be; then it must not be done
     */
    void recordFirst(AuditEvent event) throws FlagRefused;

    /** Tries to write what is not yet written, and lets go of the files. */
    @Override
    void close();
}
