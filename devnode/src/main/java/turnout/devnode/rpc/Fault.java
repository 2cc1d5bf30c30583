package turnout.devnode.rpc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the node can be made to suffer from, so that those who ask it can be tested. */
public enum Fault {
    NONE,
    /** Every call is error -28, as while Core reads its block index. */
    WARMING_UP,
    /** Every request is HTTP 503, as when Core's work queue is full. */
    BUSY,
    /** No request is answered until the fault ends. */
    HANG,
    /** Every answer is cut off in its middle. */
    CUT_OFF,
    /** No password opens. */
    WRONG_PASSWORD,
    /** The node says that it is on mainnet. */
    WRONG_NETWORK;

    /** As people write it: {@code warming-up}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String text) {
        return Arrays.stream(values())
                .filter(fault -> fault.text().equals(text.strip()))
                .findFirst();
    }
}
