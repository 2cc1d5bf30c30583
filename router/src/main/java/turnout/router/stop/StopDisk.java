package turnout.router.stop;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagRefused.Kind;

/**
 * Brings the files to what is in force. Its lock is held over a whole lift or start and while anything is written; a stop
 * needs it only after it took effect.
 */
final class StopDisk {

    private static final Logger LOG = LoggerFactory.getLogger(StopDisk.class);

    private final StopFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<StopState> inForce;

    /** Empty where it is not known what the file holds. */
    private Optional<StopState> written;

    private volatile boolean failing;

    /** @param read what the file held at the start */
    StopDisk(StopFiles files, StopState read, Supplier<StopState> inForce) {
        this.files = files;
        this.written = Optional.of(read);
        this.inForce = inForce;
    }

    interface Work {
        StopState done() throws FlagRefused;
    }

    /** Keeps others from writing meanwhile; where the work fails, what is in force is written again. */
    StopState alone(Work work) throws FlagRefused {
        lock.lock();
        try {
            return work.done();
        } catch (FlagRefused refused) {
            settle();
            throw refused;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Within {@link #alone}: writes what is not in force yet. Only what ends a stop renames the file back: where there was
     * none, a file that is set is a new one.
     */
    void write(StopState before, StopState next) throws FlagRefused {
        written = Optional.empty();
        try {
            files.write(next);
            if (before.stopped() && !next.stopped()) {
                files.release();
            }
        } catch (IOException full) {
            throw new FlagRefused(
                    Kind.STORE, "The state of the stop cannot be written: " + full.getMessage() + ".", full);
        }
    }

    /** Whether what is in force could not be written when that was last tried. */
    boolean failing() {
        return failing;
    }

    /** Who renamed the file back or removed it has lifted nothing. */
    void settle() {
        lock.lock();
        try {
            StopState now = inForce.get();
            if (now.stopped()) {
                files.pull();
            } else {
                files.arm();
            }
            if (!written.equals(Optional.of(now))) {
                files.write(now);
                written = Optional.of(now);
            }
            failing = false;
        } catch (IOException full) {
            if (!failing) {
                failing = true;
                LOG.error("event=stop-unwritten remark=\"in force in memory; tried again every second\"", full);
            }
        } finally {
            lock.unlock();
        }
    }
}
