package turnout.router.route;

import java.nio.charset.StandardCharsets;

/**
 * What a bucket is asked for. Each question has a salt of its own, so that the keys which are on NATIVE, those which are
 * shadowed and those in an A/A half are independent of each other. A salt is a promise: changing one moves every key.
 */
public enum Salt {
    ROLLOUT("turnout:rollout:"),
    SHADOW("turnout:shadow:"),
    A_A("turnout:a-a:");

    private final String text;

    Salt(String text) {
        this.text = text;
    }

    /** ASCII. */
    public String text() {
        return text;
    }

    Murmur3 of(String component) {
        return Murmur3.after((text + component).getBytes(StandardCharsets.UTF_8));
    }
}
