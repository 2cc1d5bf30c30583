package turnout.router.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;

/** The flags of a gateway that runs, over its API. */
final class GatewayFlags implements FlagAccess {

    private final OpsApi api;

    GatewayFlags(OpsApi api) {
        this.api = api;
    }

    @Override
    public Flags all() throws CommandFailure {
        JsonNode answer = api.get("/api/v1/flags");
        SortedMap<String, ComponentFlags> components = new TreeMap<>();
        for (JsonNode flag : answer.path("flags")) {
            ComponentFlags flags = flags(flag);
            components.put(flags.component(), flags);
        }
        return new Flags(
                answer.path("nativeAllowed").asBoolean(),
                answer.path("nativeRev").asLong(),
                components);
    }

    @Override
    public Standstill standstill() throws CommandFailure {
        JsonNode stop = api.get("/api/v1/stop");
        Set<String> held = new HashSet<>();
        stop.path("held").forEach(component -> held.add(component.asString()));
        return new Standstill(stop.path("stopped").asBoolean(), held);
    }

    @Override
    public ComponentFlags change(FlagChange change) throws CommandFailure {
        Map<String, Object> body = new LinkedHashMap<>();
        change.percent().ifPresent(percent -> body.put("percent", percent.text()));
        change.shadow().ifPresent(shadow -> body.put("shadow", shadow.text()));
        change.except().ifPresent(except -> body.put("except", except));
        change.expectedRev().ifPresent(rev -> body.put("expectedRev", rev));
        body.put("reason", change.reason());
        body.put("override", change.override());
        String component = URLEncoder.encode(change.component(), StandardCharsets.UTF_8);
        return flags(api.put("/api/v1/flags/" + component, body));
    }

    @Override
    public void close() {}

    private static ComponentFlags flags(JsonNode flag) {
        Set<String> except = new HashSet<>();
        flag.path("except").forEach(operation -> except.add(operation.asString()));
        return new ComponentFlags(
                flag.path("component").asString(),
                Share.parse(flag.path("percent").asString()),
                Share.parse(flag.path("shadow").asString()),
                except,
                flag.path("rev").asLong(),
                flag.path("reason").asString(""));
    }
}
