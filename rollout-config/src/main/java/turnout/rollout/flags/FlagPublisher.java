package turnout.rollout.flags;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the state in force and tells each listener of every change, one after the other and in order. */
final class FlagPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(FlagPublisher.class);

    private final List<Consumer<Flags>> listeners = new CopyOnWriteArrayList<>();
    private volatile Flags current;

    FlagPublisher(Flags first) {
        this.current = first;
    }

    Flags current() {
        return current;
    }

    synchronized void add(Consumer<Flags> listener) {
        listeners.add(listener);
        tell(listener);
    }

    synchronized void publish(Flags flags) {
        current = flags;
        listeners.forEach(this::tell);
    }

    /** One listener's defect must not keep the others from hearing of a stop. */
    private void tell(Consumer<Flags> listener) {
        try {
            listener.accept(current);
        } catch (RuntimeException defect) {
            LOG.error(
                    "event=flag-listener-failed listener={}",
                    listener.getClass().getName(),
                    defect);
        }
    }
}
