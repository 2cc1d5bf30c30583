package turnout.router.engine.supervise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The list of addresses in force and who follows it. Written on the agenda's thread, read on any. */
final class Publication {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private final Agenda agenda;
    private final List<Consumer<List<SidecarAddress>>> listeners = new ArrayList<>();
    private volatile List<SidecarAddress> current = List.of();

    Publication(Agenda agenda) {
        this.agenda = agenda;
    }

    List<SidecarAddress> current() {
        return current;
    }

    void onChange(Consumer<List<SidecarAddress>> listener) {
        agenda.soon(() -> {
            listeners.add(listener);
            tell(listener, current);
        });
    }

    /** On the agenda's thread; says nothing when nothing has changed. */
    void publish(List<SidecarAddress> addresses) {
        if (addresses.equals(current)) {
            return;
        }
        List<SidecarAddress> next = List.copyOf(addresses);
        current = next;
        listeners.forEach(listener -> tell(listener, next));
    }

    private static void tell(Consumer<List<SidecarAddress>> listener, List<SidecarAddress> addresses) {
        try {
            listener.accept(addresses);
        } catch (RuntimeException e) {
            LOG.error("event=sidecar-listener-failed", e);
        }
    }
}
