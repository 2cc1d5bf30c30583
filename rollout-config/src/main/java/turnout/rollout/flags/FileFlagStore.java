package turnout.rollout.flags;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.rollout.flags.FlagRefused.Kind;

/**
 * Flags in one file, owned by one process: the running gateway, or a command while none runs.
 *
 * <p>The state in force is in memory; the file is what the next start begins with. So a disk that is full or a file
 * that somebody breaks never changes what is in force, and what only lowers NATIVE needs no disk to take effect.
 *
 * <p>Two locks: {@code state} is held for the moment that a change takes, never over I/O; {@code disk} is held while
 * something is written. A stop needs only the first, so that no disk, however slow, stands in its way.
 */
public final class FileFlagStore implements FlagStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileFlagStore.class);

    private final FlagRules rules;
    private final Ladder ladder;
    private final Path auditFile;
    private final FlagJournal journal;
    private final Clock clock;
    private final FlagPublisher publisher;
    private final Object state = new Object();
    private final ReentrantLock disk = new ReentrantLock();
    private final FlagCare care;

    private FileFlagStore(
            FlagRules rules, Ladder ladder, Path auditFile, FlagJournal journal, Flags flags, Clock clock) {
        this.rules = rules;
        this.ladder = ladder;
        this.auditFile = auditFile;
        this.journal = journal;
        this.clock = clock;
        this.publisher = new FlagPublisher(flags);
        this.care = FlagCare.start(this::tend);
    }

    /**
     * Takes the lock and reads the state; a broken file means the previous generation, none of both means everything to
     * PYTHON, and neither is an error.
     *
     * @param flagFile its lock, temporary file and previous generation stand beside it
     * @param auditFile its key stands beside it
     * @throws FlagFileInUse when a gateway runs
     * @throws IOException with a sentence when lock or audit log cannot be used
     */
    public static FileFlagStore open(
            Path flagFile, Path auditFile, SortedSet<String> components, Ladder ladder, Clock clock)
            throws IOException {
        Map<String, Set<String>> operations = new TreeMap<>();
        components.forEach(component -> operations.put(component, Set.of()));
        return open(flagFile, auditFile, operations, ladder, clock);
    }

    /** @param operations full names by component, so that a held operation must exist */
    public static FileFlagStore open(
            Path flagFile, Path auditFile, Map<String, ? extends Set<String>> operations, Ladder ladder, Clock clock)
            throws IOException {
        FlagJournal journal = FlagJournal.open(flagFile, auditFile, clock);
        Flags flags = journal.start();
        return new FileFlagStore(new FlagRules(operations, ladder), ladder, auditFile, journal, flags, clock);
    }

    @Override
    public Flags current() {
        return publisher.current();
    }

    @Override
    public Instant asOf() {
        return journal.asOf();
    }

    @Override
    public SortedSet<String> components() {
        return rules.components();
    }

    @Override
    public Ladder ladder() {
        return ladder;
    }

    @Override
    public ComponentFlags change(FlagChange change) throws FlagRefused {
        String actor = FlagRules.actor(change.actor());
        return put(inForce -> proposal(change, actor, inForce)).of(change.component());
    }

    @Override
    public Flags allowNative(boolean allowed, OptionalLong expectedRev, String actor, String reason)
            throws FlagRefused {
        String who = FlagRules.actor(actor);
        String why = FlagRules.reason(reason);
        return put(inForce -> {
            if (allowed && expectedRev.isPresent()) {
                FlagRules.checkRev("the master flag", expectedRev.getAsLong(), inForce.nativeRev());
            }
            return allowed == inForce.nativeAllowed()
                    ? Proposal.nothing(inForce)
                    : proposal(allowed, who, why, inForce);
        });
    }

    @Override
    public void onChange(Consumer<Flags> listener) {
        publisher.add(listener);
    }

    @Override
    public List<AuditRecord> audit(Predicate<AuditRecord> wanted, int limit) throws FlagRefused {
        try {
            return AuditLog.show(auditFile, wanted, limit);
        } catch (IOException unreadable) {
            throw new FlagRefused(Kind.STORE, "The audit log cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public void recordLater(AuditEvent event) {
        journal.recordLater(event);
    }

    @Override
    public void recordFirst(AuditEvent event) throws FlagRefused {
        disk.lock();
        try {
            journal.recordNow(event, this::current);
        } finally {
            disk.unlock();
        }
    }

    /** How often a change's record could not be written; for the metric that pages. */
    public long auditWriteFailures() {
        return journal.failures();
    }

    @Override
    public void close() {
        care.close();
        disk.lock();
        try {
            journal.close(this::current);
        } finally {
            disk.unlock();
        }
    }

    /** Once a second: writes what a failing disk left unwritten, and mends a file that is not ours any more. */
    void tend() {
        disk.lock();
        try {
            journal.tend(this::current);
        } finally {
            disk.unlock();
        }
    }

    private Flags put(Proposal.Proposer proposer) throws FlagRefused {
        Proposal proposal = proposeAndLower(proposer);
        disk.lock();
        try {
            if (!proposal.lowers()) {
                proposal = proposeAndLower(proposer); // others may have changed it while this one waited for the disk
            }
            if (!proposal.lowers()) {
                raise(proposal);
            }
            journal.settle(this::current);
            return proposal.after();
        } finally {
            disk.unlock();
        }
    }

    private Proposal proposeAndLower(Proposal.Proposer proposer) throws FlagRefused {
        synchronized (state) {
            Proposal proposal = proposer.on(current());
            if (proposal.lowers() && proposal.event().isPresent()) {
                publisher.publish(proposal.after());
                journal.recordLater(proposal.event().get());
                log(proposal);
            }
            return proposal;
        }
    }

    private void raise(Proposal proposal) throws FlagRefused {
        AuditEvent event = proposal.event().orElseThrow();
        journal.recordNow(event, proposal.after(), this::current);
        synchronized (state) {
            if (current() == proposal.before()) {
                publisher.publish(proposal.after());
                log(proposal);
                return;
            }
        }
        journal.recordUndone(event, "something was lowered meanwhile");
        journal.settle(this::current);
        throw new FlagRefused(Kind.STALE_REV, "Something was lowered while this change was being written. Look again.");
    }

    private Proposal proposal(FlagChange change, String actor, Flags inForce) throws FlagRefused {
        ComponentFlags before = inForce.of(change.component());
        ComponentFlags after = rules.apply(change, inForce);
        var event = new AuditEvent(
                clock.instant(),
                actor,
                "flag.change",
                Optional.of(change.component()),
                after.reason(),
                FlagDocument.values(before),
                FlagDocument.values(after),
                after.rev(),
                change.override());
        return new Proposal(inForce, inForce.with(after), Optional.of(event), FlagRules.lowers(before, after));
    }

    private Proposal proposal(boolean allowed, String actor, String reason, Flags inForce) {
        SortedMap<String, ComponentFlags> components = allowed ? startedAgain(inForce, reason) : inForce.components();
        Flags after = new Flags(allowed, inForce.nativeRev() + 1, components);
        var event = new AuditEvent(
                clock.instant(),
                actor,
                allowed ? "native.allow" : "native.forbid",
                Optional.empty(),
                reason,
                FlagDocument.summary(inForce),
                FlagDocument.summary(after),
                after.nativeRev(),
                false);
        return new Proposal(inForce, after, Optional.of(event), !allowed);
    }

    private static void log(Proposal proposal) {
        AuditEvent event = proposal.event().orElseThrow();
        LOG.info(
                "event={} subject={} rev={} actor=\"{}\" reason=\"{}\"",
                event.action(),
                event.subject().orElse("all"),
                event.rev(),
                event.actor(),
                event.reason());
    }

    private static SortedMap<String, ComponentFlags> startedAgain(Flags before, String why) {
        SortedMap<String, ComponentFlags> components = new TreeMap<>();
        before.components()
                .forEach((name, flags) -> components.put(
                        name,
                        flags.percent().equals(Share.NONE) && flags.shadow().equals(Share.NONE)
                                ? flags
                                : new ComponentFlags(
                                        name, Share.NONE, Share.NONE, flags.except(), flags.rev() + 1, why)));
        return components;
    }
}
