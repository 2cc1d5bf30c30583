package turnout.devnode.rpc;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The fault that the node suffers from at the moment. It is switched by a POST of its name to {@code /devnode/fault},
 * with the node's password, and that is answered whatever the fault. Thread-safe.
 */
public final class Faults {
    static final String PATH = "/devnode/fault";

    private Fault now = Fault.NONE;

    public synchronized Fault now() {
        return now;
    }

    synchronized void set(Fault fault) {
        now = fault;
        notifyAll();
    }

    /** Returns when the node does not hang any more. */
    synchronized void awaitAnswers() {
        while (now == Fault.HANG) {
            try {
                wait();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    HttpReply switchTo(String name) {
        return Fault.of(name)
                .map(fault -> {
                    set(fault);
                    return HttpReply.json(200, "{\"fault\":\"" + fault.text() + "\"}\n");
                })
                .orElseGet(() -> HttpReply.text(
                        400,
                        "no such fault (expected: "
                                + Arrays.stream(Fault.values()).map(Fault::text).collect(Collectors.joining(", "))
                                + ")\n"));
    }
}
