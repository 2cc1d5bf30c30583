package turnout.load.bench;

import java.util.Locale;

/** How the measured service is served. */
enum Way {
    LANE("lane"),
    AIO("grpc.aio, uvloop"),
    SYNC("grpc, 4 threads");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    /** Of its rows. */
    String title() {
        return title;
    }

    /** The value of the server's option {@code --way}. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
