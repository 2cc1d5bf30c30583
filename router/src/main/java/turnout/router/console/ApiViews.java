package turnout.router.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import turnout.rollout.flags.AuditEvent;
import turnout.rollout.flags.AuditRecord;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.FlagStore;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.observe.Score;
import turnout.router.stop.StopState;

/** What the API answers, as ordered maps: the names here are promises. Times are RFC 3339, durations seconds. */
final class ApiViews {

    private ApiViews() {}

    static Map<String, Object> flags(Flags flags, FlagStore store, StopState stop) {
        Map<String, Object> view = master(flags);
        view.put("stopped", stop.stopped());
        view.put("asOf", store.asOf().toString());
        view.put("ladder", store.ladder().steps().stream().map(Share::text).toList());
        view.put(
                "flags",
                store.components().stream()
                        .map(component -> component(flags.of(component), stop))
                        .toList());
        return view;
    }

    static Map<String, Object> master(Flags flags) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("nativeAllowed", flags.nativeAllowed());
        view.put("nativeRev", flags.nativeRev());
        return view;
    }

    static Map<String, Object> component(ComponentFlags flags, StopState stop) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("component", flags.component());
        view.put("percent", flags.percent().text());
        view.put("shadow", flags.shadow().text());
        view.put("except", flags.except());
        view.put("rev", flags.rev());
        view.put("held", stop.held().contains(flags.component()));
        view.put("reason", flags.reason());
        return view;
    }

    static Map<String, Object> record(AuditRecord record) {
        AuditEvent event = record.event();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("seq", record.seq());
        view.put("time", event.time().toString());
        view.put("actor", event.actor());
        view.put("action", event.action());
        event.subject().ifPresent(subject -> view.put("subject", subject));
        view.put("reason", event.reason());
        view.put("before", event.before());
        view.put("after", event.after());
        view.put("rev", event.rev());
        view.put("override", event.override());
        view.put("mac", record.mac());
        return view;
    }

    /** Two lines a score: the answered calls with their percentiles, and the failed ones where there are any. */
    static List<Map<String, Object>> scores(List<Score> scores) {
        return scores.stream()
                .<Map<String, Object>>mapMulti((score, lines) -> {
                    Map<String, Object> answered = line(score, "answered", score.answered());
                    answered.put("p50", score.p50Nanos() / 1e9);
                    answered.put("p99", score.p99Nanos() / 1e9);
                    answered.put("p999", score.p999Nanos() / 1e9);
                    lines.accept(answered);
                    if (score.failed() > 0) {
                        lines.accept(line(score, "failed", score.failed()));
                    }
                })
                .toList();
    }

    static Map<String, Object> node(NodeStatus node, FlagStore store) {
        Map<String, Object> shares = new LinkedHashMap<>();
        node.shares().forEach((component, share) -> shares.put(component, share.text()));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", node.name());
        view.put("version", node.version());
        view.put("routeRev", node.routeRev());
        view.put("stopped", node.stopped());
        view.put("flagsAsOf", store.asOf().toString());
        view.put("shares", shares);
        view.put("breakers", node.breakers());
        view.put("workers", node.workers());
        return view;
    }

    private static Map<String, Object> line(Score score, String outcome, long count) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("operation", score.operation());
        line.put("engine", score.engine().text());
        line.put("role", score.role().name().toLowerCase(Locale.ROOT));
        line.put("outcome", outcome);
        line.put("count", count);
        return line;
    }
}
