package turnout.rollout.flags;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.rollout.flags.FlagRefused.Kind;

/**
 * Brings the state and its audit records to the disk, in the order that the kind of change asks for. Its store's disk
 * lock guards it; only {@link #recordLater} and what is volatile need none.
 */
final class FlagJournal {

    private static final Logger LOG = LoggerFactory.getLogger(FlagJournal.class);
    private static final Duration HEAD_EVERY = Duration.ofHours(1);

    private final FlagFile file;
    private final AuditLog audit;
    private final Clock clock;

    /** What took effect and is not yet recorded. Bounded by itself: while one waits, nothing can be raised. */
    private final Queue<AuditEvent> unrecorded = new ConcurrentLinkedQueue<>();

    private long generation;
    private boolean unforced;
    private boolean failing;
    private Instant headLogged;
    private volatile boolean unwritten;
    private volatile Instant asOf;
    private volatile long failures;

    private FlagJournal(FlagFile file, AuditLog audit, Clock clock) {
        this.file = file;
        this.audit = audit;
        this.clock = clock;
        this.asOf = clock.instant();
        this.headLogged = asOf;
    }

    static FlagJournal open(Path flagFile, Path auditFile, Clock clock) throws IOException {
        FlagFile file = FlagFile.open(flagFile);
        try {
            return new FlagJournal(file, AuditLog.open(auditFile), clock);
        } catch (IOException | RuntimeException noAudit) {
            file.close();
            throw noAudit;
        }
    }

    /** Reads what the last process left. What is remarkable about it goes to the log and to the audit log. */
    Flags start() {
        Flags flags = read();
        settle(() -> flags);
        return flags;
    }

    private Flags read() {
        if (!file.exists() && audit.head().equals(AuditHead.NONE)) {
            unwritten = true;
            return FlagDocument.shipped();
        }
        try {
            FlagDocument document = file.read();
            generation = document.generation();
            if (!document.audit().equals(audit.head())) {
                remark(
                        document.flags(),
                        document.audit().seq() >= audit.head().seq()
                                ? "The audit log lacks line " + document.audit().seq()
                                        + ", which the flag file remembers."
                                : "The last line of the audit log did not reach the flag file; in force is what the file"
                                        + " holds.");
            }
            return document.flags();
        } catch (IOException broken) {
            return readPrevious(
                    broken instanceof NoSuchFileException
                            ? "The flag file is missing."
                            : String.valueOf(broken.getMessage()));
        }
    }

    private Flags readPrevious(String why) {
        try {
            FlagDocument document = file.readPrevious();
            generation = document.generation() + 1;
            remark(document.flags(), why + " In force is the previous generation.");
            return document.flags();
        } catch (IOException alsoBroken) {
            remark(Flags.PYTHON_ONLY, why + " There is no previous generation: everything goes to PYTHON.");
            return Flags.PYTHON_ONLY;
        }
    }

    private void remark(Flags flags, String remark) {
        LOG.warn("event=flags-read remark=\"{}\"", remark);
        recordLater(new AuditEvent(
                clock.instant(),
                "turnout",
                "state.read",
                Optional.empty(),
                remark,
                Map.of(),
                FlagDocument.summary(flags),
                0,
                false));
    }

    Instant asOf() {
        return asOf;
    }

    long failures() {
        return failures;
    }

    /** For what raises NATIVE: returns when record and state are on the disk; where not, the state must not change. */
    void recordNow(AuditEvent event, Flags after, Supplier<Flags> inForce) throws FlagRefused {
        append(event, inForce);
        try {
            write(() -> after);
        } catch (IOException full) {
            recordUndone(event, "the flag file could not be written");
            settle(inForce);
            throw new FlagRefused(Kind.STORE, "The flag file cannot be written: " + full.getMessage() + ".", full);
        }
    }

    /** The same for what is not part of the state here; its record is. */
    void recordNow(AuditEvent event, Supplier<Flags> inForce) throws FlagRefused {
        append(event, inForce);
        unwritten = true;
        settle(inForce); // the head; where it does not reach the file, the next start says so
    }

    private void append(AuditEvent event, Supplier<Flags> inForce) throws FlagRefused {
        if (!settle(inForce)) {
            throw new FlagRefused(
                    Kind.STORE, "Earlier changes are not on the disk yet, so NATIVE cannot be given more.");
        }
        try {
            audit.append(event);
        } catch (IOException full) {
            failures++;
            throw new FlagRefused(Kind.STORE, "The audit log cannot be written: " + full.getMessage() + ".", full);
        }
    }

    /** For what lowers NATIVE and is already in force. Does no I/O: {@link #settle} does, and is tried until it works. */
    void recordLater(AuditEvent event) {
        unrecorded.add(event);
        unwritten = true;
    }

    /** After {@link #recordNow}, where the change was not made in the end. */
    void recordUndone(AuditEvent event, String why) {
        recordLater(new AuditEvent(
                event.time(),
                event.actor(),
                event.action() + ".not-applied",
                event.subject(),
                why,
                event.after(),
                event.before(),
                event.rev() - 1,
                event.override()));
    }

    void tend(Supplier<Flags> inForce) {
        try {
            if (!unwritten && !file.untouched()) {
                LOG.warn("event=flag-file-mended remark=\"somebody changed or removed it; what is in force is kept\"");
                unwritten = true;
            } else if (!unwritten) {
                asOf = clock.instant();
            }
        } catch (IOException unreadable) {
            unwritten = true;
        }
        settle(inForce);
        if (Duration.between(headLogged, clock.instant()).compareTo(HEAD_EVERY) >= 0) {
            headLogged = clock.instant();
            LOG.info(
                    "event=audit-head seq={} mac={}",
                    audit.head().seq(),
                    audit.head().mac());
        }
    }

    void close(Supplier<Flags> inForce) {
        settle(inForce);
        try {
            file.close();
        } catch (IOException ignored) {
            LOG.warn("event=flag-lock-not-released", ignored);
        }
    }

    /**
     * Writes what is not yet on the disk: the state first, so that a crash in between finds the lower share, then the
     * records, then their head.
     *
     * @return whether all of it is on the disk
     */
    boolean settle(Supplier<Flags> inForce) {
        try {
            if (unwritten) {
                write(inForce);
            }
            while (!unrecorded.isEmpty()) {
                audit.append(unrecorded.element());
                unrecorded.remove();
                unwritten = true;
            }
            if (unwritten) {
                write(inForce);
            }
            if (unforced) {
                file.force();
                unforced = false;
            }
            failing = false;
            return true;
        } catch (IOException full) {
            failures++;
            if (!failing) {
                failing = true;
                LOG.error(
                        "event=flags-unwritten waiting={} remark=\"in force in memory; tried again every second\"",
                        unrecorded.size(),
                        full);
            }
            return false;
        }
    }

    /** The mark is taken away first: a change that comes while this one is written sets it again. */
    private void write(Supplier<Flags> flags) throws IOException {
        unwritten = false;
        try {
            file.write(new FlagDocument(generation + 1, clock.instant(), flags.get(), audit.head()));
        } catch (IOException full) {
            unwritten = true;
            throw full;
        }
        generation++;
        unforced = true;
        asOf = clock.instant();
    }
}
