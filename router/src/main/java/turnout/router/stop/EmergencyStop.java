package turnout.router.stop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.rollout.flags.AuditEvent;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagRefused.Kind;
import turnout.rollout.flags.FlagStore;
import turnout.rollout.flags.Share;
import turnout.router.route.Overrides;
import turnout.router.route.Publisher;

/**
 * Owns the emergency stop and the holds that lifting it leaves. Safe for use by many threads.
 *
 * <p>Two locks, as the flag store has: {@code moment} is held while the state in memory changes, never over I/O; that of
 * {@link StopDisk} while something is written. A stop takes effect under the first alone and is written and recorded after; a lift
 * and a start are recorded first, and undone where a stop came in between.
 */
public final class EmergencyStop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyStop.class);

    /** Who stopped, when all that is known is that the file was renamed. */
    static final String BY_FILE = "STOP file";

    private static final String FILE_THERE = "the file STOP was there";

    private static final Duration IN_FORCE_WITHIN = Duration.ofSeconds(1);

    private final StopFiles files;
    private final FlagStore flags;
    private final Publisher routes;
    private final Optional<String> refusal;
    private final InstantSource clock;
    private final Object moment = new Object();
    private final StopDisk disk;
    private Optional<StopWatch> watch = Optional.empty();
    private volatile StopState state;

    private EmergencyStop(
            StopFiles files, FlagStore flags, Publisher routes, Optional<String> refusal, InstantSource clock) {
        this.files = files;
        this.flags = flags;
        this.routes = routes;
        this.refusal = refusal;
        this.clock = clock;
        this.state = files.read(clock.instant());
        this.disk = new StopDisk(files, state, this::state);
    }

    /**
     * Puts what the last process left in force, and a file that was renamed meanwhile.
     *
     * @param folder where {@code STOP} and {@code STOP.off} are
     * @param refusal why there can be no stop here, because nothing would answer; empty where there can
     * @throws FlagRefused when there is a stop that cannot be
     */
    public static EmergencyStop open(
            Path folder, FlagStore flags, Publisher routes, Optional<String> refusal, InstantSource clock)
            throws FlagRefused {
        var stop = new EmergencyStop(new StopFiles(folder), flags, routes, refusal, clock);
        stop.begin();
        return stop;
    }

    /** What the files say while nobody has them open. */
    public static StopState stored(Path folder, InstantSource clock) {
        var files = new StopFiles(folder);
        Instant now = clock.instant();
        StopState state = files.read(now);
        return !state.stopped() && files.set() ? state.stoppedBy(BY_FILE, FILE_THERE, now) : state;
    }

    /** Renames the file, as anybody may, and leaves all else to the gateway that sees it. */
    public static void pull(Path folder) throws IOException {
        Files.createDirectories(folder);
        new StopFiles(folder).pull();
    }

    /** Looks at the file from now on, on a thread of its own. */
    public EmergencyStop watch() {
        watch = Optional.of(StopWatch.start(this::look, disk::settle));
        return this;
    }

    public StopState state() {
        return state;
    }

    /**
     * Returns when no call goes to NATIVE any more; those on their way there end. Stopping what is stopped only adds who
     * else wanted it and why.
     *
     * @throws FlagRefused for a reason that is none, or because there is no PYTHON
     */
    public StopState stop(String actor, String reason) throws FlagRefused {
        String why = AuditEvent.reason(reason);
        if (refusal.isPresent()) {
            throw new FlagRefused(Kind.NOT_NOW, refusal.get());
        }
        pull(actor, why);
        disk.settle();
        return state;
    }

    /**
     * Ends the stop and leaves every component held, its percent and shadow at 0.
     *
     * @throws FlagRefused when there is none, or the disk does not take it; the stop stays then
     */
    public StopState lift(String actor, String reason) throws FlagRefused {
        String why = AuditEvent.reason(reason);
        return disk.alone(() -> {
            StopState before = state;
            if (!before.stopped()) {
                throw new FlagRefused(Kind.NOT_NOW, "There is no emergency stop that could be lifted.");
            }
            zero(actor, why);
            StopState after = before.liftedBy(actor, why, clock.instant(), flags.components());
            return replace(before, after, event("stop.lift", Optional.empty(), actor, why, before, after));
        });
    }

    /**
     * Ends the hold of one component, which then has the share that its flags say.
     *
     * @param override take the share even where the ladder would not allow it in one step from 0
     * @throws FlagRefused when it is not held, or its share is too large a step, or the disk does not take it
     */
    public StopState start(String component, boolean override, String actor, String reason) throws FlagRefused {
        String why = AuditEvent.reason(reason);
        return disk.alone(() -> {
            StopState before = state;
            StopRules.startable(component, override, before, flags);
            StopState after = before.started(component);
            return replace(before, after, event("rollout.start", Optional.of(component), actor, why, before, after));
        });
    }

    /** Tries once more to write what is not yet written. */
    @Override
    public void close() {
        watch.ifPresent(StopWatch::close);
        disk.settle();
    }

    private void begin() throws FlagRefused {
        if (refusal.isPresent() && (state.stopped() || files.set())) {
            throw new FlagRefused(
                    Kind.NOT_NOW, "There is an emergency stop (the file STOP or stop.json): " + refusal.get());
        }
        synchronized (moment) {
            apply();
        }
        look();
        disk.settle();
    }

    /** One look at the folder: the thread that does this must wait for no disk. */
    private void look() {
        if (state.stopped() || !files.set()) {
            return;
        }
        if (refusal.isPresent()) {
            LOG.error("event=stop-refused remark=\"{}\"", refusal.get());
            takeBack();
            return;
        }
        pull(BY_FILE, FILE_THERE);
        watch.ifPresent(StopWatch::wakeWriter);
    }

    private void pull(String actor, String why) {
        long revision;
        synchronized (moment) {
            StopState before = state;
            if (before.stopped() && actor.equals(BY_FILE)) {
                return; // somebody with a name was quicker, and renamed the file himself
            }
            state = before.stoppedBy(actor, why, clock.instant());
            revision = apply();
            boolean named = before.actor().equals(BY_FILE); // once: the command renames the file, then says who and why
            if (!before.stopped() || named || !disk.failing()) { // what waits for a full disk stays bounded
                flags.recordLater(event("stop", Optional.empty(), actor, why, before, state));
            }
        }
        await(revision);
        LOG.warn("event=emergency-stop actor=\"{}\" reason=\"{}\"", actor, why);
    }

    private void takeBack() {
        try {
            files.release();
        } catch (IOException stays) {
            LOG.error("event=stop-file-stays", stays);
        }
    }

    /** Lowering: in force at once, and never refused for a rev or a disk. */
    private void zero(String actor, String why) throws FlagRefused {
        for (String component : flags.components()) {
            ComponentFlags now = flags.current().of(component);
            if (!now.percent().equals(Share.NONE) || !now.shadow().equals(Share.NONE)) {
                flags.change(new FlagChange(
                        component,
                        Optional.of(Share.NONE),
                        Optional.of(Share.NONE),
                        Optional.empty(),
                        OptionalLong.empty(),
                        actor,
                        why,
                        false));
            }
        }
    }

    /** Records, writes, and puts in force, unless a stop came in between. */
    private StopState replace(StopState before, StopState after, AuditEvent event) throws FlagRefused {
        flags.recordFirst(event);
        disk.write(before, after);
        OptionalLong revision = OptionalLong.empty();
        synchronized (moment) {
            if (state == before) {
                state = after;
                revision = OptionalLong.of(apply());
            }
        }
        if (revision.isEmpty()) {
            throw new FlagRefused(Kind.STALE_REV, "Somebody stopped meanwhile. Look again.");
        }
        LOG.warn(
                "event={} held={} actor=\"{}\" reason=\"{}\"",
                event.action(),
                after.held(),
                event.actor(),
                event.reason());
        await(revision.getAsLong());
        return after;
    }

    private void await(long revision) {
        try {
            routes.awaitApplied(revision, IN_FORCE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long apply() {
        StopState now = state;
        return routes.override(old -> new Overrides(now.stopped(), now.held(), old.breakers()));
    }

    private AuditEvent event(
            String action, Optional<String> subject, String actor, String why, StopState before, StopState after) {
        return new AuditEvent(
                clock.instant(), actor, action, subject, why, before.values(), after.values(), after.rev(), false);
    }
}
