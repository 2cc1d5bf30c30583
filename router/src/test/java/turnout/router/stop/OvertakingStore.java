package turnout.router.stop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import turnout.rollout.flags.AuditEvent;
import turnout.rollout.flags.AuditRecord;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagStore;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Ladder;

/** A flag store during whose writing something else happens, once. */
final class OvertakingStore {

    interface Event {
        void happen() throws FlagRefused, IOException;
    }

    private Event event = () -> {};
    private boolean overtook;

    void whileRecording(Event happening) {
        event = () -> {
            overtook = true;
            happening.happen();
        };
    }

    boolean overtook() {
        return overtook;
    }

    FlagStore over(FlagStore real) {
        return new FlagStore() {
            @Override
            public void recordFirst(AuditEvent record) throws FlagRefused {
                real.recordFirst(record);
                try {
                    event.happen();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Flags current() {
                return real.current();
            }

            @Override
            public Instant asOf() {
                return real.asOf();
            }

            @Override
            public SortedSet<String> components() {
                return real.components();
            }

            @Override
            public Ladder ladder() {
                return real.ladder();
            }

            @Override
            public ComponentFlags change(FlagChange change) throws FlagRefused {
                return real.change(change);
            }

            @Override
            public Flags allowNative(boolean allowed, OptionalLong expectedRev, String actor, String reason)
                    throws FlagRefused {
                return real.allowNative(allowed, expectedRev, actor, reason);
            }

            @Override
            public void onChange(Consumer<Flags> listener) {
                real.onChange(listener);
            }

            @Override
            public List<AuditRecord> audit(Predicate<AuditRecord> wanted, int limit) throws FlagRefused {
                return real.audit(wanted, limit);
            }

            @Override
            public void recordLater(AuditEvent record) {
                real.recordLater(record);
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }
}
