package turnout.router.journal;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import turnout.router.call.EngineName;
import turnout.router.compare.FieldDifference;

/** What API and command say of mismatches, as ordered maps: the names here are promises. Bytes are hex. */
public final class MismatchViews {

    private MismatchViews() {}

    public static Map<String, Object> cluster(Cluster cluster) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("cluster", cluster.hash());
        view.put("component", cluster.component());
        view.put("operation", cluster.key().operation());
        view.put("field", cluster.key().pattern());
        view.put("kind", cluster.key().kind());
        view.put("count", cluster.count());
        view.put("firstSeen", cluster.firstSeen().toString());
        view.put("lastSeen", cluster.lastSeen().toString());
        view.put("exemplars", cluster.exemplars());
        return view;
    }

    public static Map<String, Object> wrongAnswer(WrongAnswer wrong) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("callId", wrong.callId());
        view.put("time", wrong.time().toString());
        view.put("component", wrong.component());
        view.put("operation", wrong.operation());
        view.put("key", wrong.key());
        view.put("clusters", wrong.clusters());
        return view;
    }

    public static Map<String, Object> exemplar(Exemplar exemplar) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", exemplar.id());
        view.put("clusters", exemplar.clusters());
        view.put("component", exemplar.component());
        view.put("operation", exemplar.operation());
        view.put("time", exemplar.time().toString());
        view.put("servedBy", exemplar.servedBy().text());
        view.put("outcome", exemplar.outcome().name());
        view.put("callId", exemplar.callId());
        view.put("key", exemplar.key());
        view.put("flagRev", exemplar.flagRev());
        view.put("versions", versions(exemplar));
        view.put("replayable", exemplar.notReplayable().isEmpty());
        view.put(
                "differences",
                exemplar.differences().stream().map(MismatchViews::difference).toList());
        view.put("request", message(exemplar.request()));
        for (EngineName engine : EngineName.values()) {
            view.put(engine.text(), reply(exemplar.of(engine)));
        }
        return view;
    }

    private static Map<String, Object> versions(Exemplar exemplar) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("gateway", exemplar.versions().gateway());
        view.put("native", exemplar.versions().nativeEngine());
        view.put("python", exemplar.versions().python());
        return view;
    }

    private static Map<String, Object> difference(FieldDifference difference) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("field", difference.path());
        view.put("kind", difference.kind());
        view.put("served", difference.served());
        view.put("other", difference.other());
        return view;
    }

    public static Map<String, Object> reply(StoredReply reply) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("status", reply.status());
        view.put("details", message(reply.details()));
        view.put("body", message(reply.body()));
        return view;
    }

    private static Map<String, Object> message(StoredMessage message) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("hex", HexFormat.of().formatHex(message.bytes()));
        view.put("bytes", message.length());
        if (!message.exact()) {
            view.put("remark", message.remark());
            view.put("digests", message.digests());
        }
        return view;
    }

    public static Map<String, Object> clusters(List<Cluster> clusters) {
        return Map.of(
                "mismatches", clusters.stream().map(MismatchViews::cluster).toList());
    }

    public static Map<String, Object> wrongAnswers(List<WrongAnswer> served) {
        return Map.of("served", served.stream().map(MismatchViews::wrongAnswer).toList());
    }
}
