package turnout.router.console;

import java.time.temporal.ChronoUnit;
import turnout.router.stop.StopState;

/** What the status page says of a stop, and the way to one. */
final class StopNotice {

    private StopNotice() {}

    /** Empty while nothing is stopped or held. */
    static String of(StopState stop) {
        if (stop.stopped()) {
            return """
                    <div class="stopped" role="alert"><h1>Emergency stop</h1>
                    <p>Every call goes to PYTHON since %s, by %s: %s</p>
                    <p>An administrator lifts it: <code>./turnout stop --lift --reason …</code></p></div>
                    """.formatted(
                    stop.since().truncatedTo(ChronoUnit.SECONDS), Page.text(stop.actor()), Page.text(stop.reason()));
        }
        return stop.held().isEmpty() ? "" : """
                        <div class="stopped held" role="status"><p>Held at 0 since a stop was lifted: <b>%s</b>.
                        An administrator starts each again: <code>./turnout rollout start COMPONENT --reason …</code></p></div>
                        """.formatted(Page.text(String.join(", ", stop.held())));
    }

    /** A link, because the page draws itself anew under whoever types a reason. */
    static String button(StopState stop) {
        return stop.stopped() ? "" : "<p><a class=\"stop\" href=\"/stop\">Emergency stop…</a></p>";
    }
}
