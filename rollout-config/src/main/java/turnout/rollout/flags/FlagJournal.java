package turnout.rollout.flags;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.rollout.flags.FlagRefused.Kind;

/**
 * Brings the state and its audit records to the disk, in the order that the kind of change asks for. Guarded by its
 * store, except for what is volatile.
 */
final class FlagJournal {

    private static final Logger LOG = LoggerFactory.getLogger(FlagJournal.class);
    private static final Duration HEAD_EVERY = Duration.ofHours(1);

    private final FlagFile file;
    private final AuditLog audit;
    private final Clock clock;

    /** What took effect and is not yet recorded. Bounded by itself: while one waits, nothing can be raised. */
    private final Deque<AuditEvent> unrecorded = new ArrayDeque<>();

    private long generation;
    private boolean unwritten;
    private boolean failing;
    private Instant headLogged;
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
        if (!file.exists() && audit.head().equals(AuditHead.NONE)) {
            Flags shipped = FlagDocument.shipped();
            unwritten = true;
            settle(shipped);
            return shipped;
        }
        try {
            FlagDocument document = file.read();
            generation = document.generation();
            if (!document.audit().equals(audit.head())) {
                remark(
                        document.flags(),
                        document.audit().seq() >= audit.head().seq()
                                ? "the audit log lacks line " + document.audit().seq()
                                        + ", which the flag file remembers"
                                : "the last line of the audit log did not reach the flag file; in force is what the file holds");
            }
            return document.flags();
        } catch (IOException broken) {
            return previous(broken);
        }
    }

    private Flags previous(IOException broken) {
        String why = broken instanceof NoSuchFileException ? "The flag file is missing." : broken.getMessage();
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
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("nativeAllowed", flags.nativeAllowed());
        flags.components()
                .forEach(
                        (name, component) -> after.put(name, component.percent().text()));
        recordLater(
                new AuditEvent(
                        clock.instant(), "turnout", "state.read", Optional.empty(), remark, Map.of(), after, 0, false),
                flags);
    }

    Instant asOf() {
        return asOf;
    }

    long failures() {
        return failures;
    }

    /** For what raises NATIVE: returns when record and state are on the disk; where not, nothing has changed. */
    void recordNow(AuditEvent event, Flags after, Flags inForce) throws FlagRefused {
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
        try {
            write(after);
        } catch (IOException full) {
            failing = true;
            recordLater(undone(event), inForce);
            throw new FlagRefused(Kind.STORE, "The flag file cannot be written: " + full.getMessage() + ".", full);
        }
    }

    /** For what lowers NATIVE and is already in force: never fails, and is tried again until it stands on the disk. */
    void recordLater(AuditEvent event, Flags inForce) {
        unrecorded.add(event);
        unwritten = true;
        settle(inForce);
    }

    void tend(Flags inForce) {
        try {
            if (!file.untouched() && !unwritten) {
                LOG.warn(
                        "event=flag-file-mended remark=\"somebody else changed or removed it; the state in force is kept\"");
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

    void close(Flags inForce) {
        settle(inForce);
        try {
            file.close();
        } catch (IOException ignored) {
            LOG.warn("event=flag-lock-not-released", ignored);
        }
    }

    /** State first, so that a crash in between finds the lower share; then the records; then their head. */
    private boolean settle(Flags inForce) {
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

    private void write(Flags flags) throws IOException {
        file.write(new FlagDocument(generation + 1, clock.instant(), flags, audit.head()));
        generation++;
        unwritten = false;
        asOf = clock.instant();
    }

    private static AuditEvent undone(AuditEvent event) {
        return new AuditEvent(
                event.time(),
                event.actor(),
                event.action() + ".not-applied",
                event.subject(),
                "the flag file could not be written",
                event.after(),
                event.before(),
                event.rev() - 1,
                event.override());
    }
}
