package turnout.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who moves shares: a person with a session in the console, or a program with the API's token. */
final class Operator implements AutoCloseable {

    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
    private static final Pattern SELECTED = Pattern.compile("value=\"(\\w+)\"\\s+selected=");

    private static final String WHY = "{\"reason\":\"e2e\"}";

    private static final JsonMapper JSON = new JsonMapper();

    private final RunningGateway gateway;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> identity;

    private Operator(RunningGateway gateway, Map<String, String> identity) {
        this.gateway = gateway;
        this.identity = identity;
    }

    static Operator program(RunningGateway gateway) throws IOException {
        return new Operator(gateway, Map.of("Authorization", "Bearer " + gateway.opsToken()));
    }

    /** Logs in by the form. */
    static Operator person(RunningGateway gateway, String name) throws IOException, InterruptedException {
        try (Operator stranger = new Operator(gateway, Map.of())) {
            HttpResponse<String> answer = stranger.post("/login", Map.of("token", gateway.opsToken(), "name", name));
            String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
            String origin = gateway.ops("").toString();
            return new Operator(gateway, Map.of("Cookie", cookie.substring(0, cookie.indexOf(';')), "Origin", origin));
        }
    }

    /** Opens a feature's form in the Togglz console as a browser does, fills in what is given, and posts it. */
    HttpResponse<String> submit(String feature, Map<String, String> filledIn) throws IOException, InterruptedException {
        Map<String, String> form = form(get("/togglz/edit?f=" + feature).body());
        form.putAll(filledIn);
        return post("/togglz/edit", form);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.ops(path)).GET());
    }

    HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.ops(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> postJson(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.ops(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Lifts what is stopped, starts what is held and gives NATIVE its share, as an administrator does. */
    void startAgain(String percent, String... components) throws IOException, InterruptedException {
        if (JSON.readTree(get("/api/v1/stop").body()).get("stopped").booleanValue()) {
            done(postJson("/api/v1/stop/lift", WHY));
        }
        if (!JSON.readTree(get("/api/v1/master").body()).get("nativeAllowed").booleanValue()) {
            done(put("/api/v1/master", "{\"allowed\":true,\"reason\":\"e2e\"}"));
        }
        for (String component : components) {
            if (flag(component).get("held").booleanValue()) {
                done(postJson("/api/v1/rollouts/" + component + "/start", WHY));
            }
            share(component, percent);
        }
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Sets a component's percent by the API, however large the step, and waits for the answer. */
    void share(String component, String percent) throws IOException, InterruptedException {
        HttpResponse<String> answer = put(
                "/api/v1/flags/" + component, "{\"percent\":\"" + percent + "\",\"reason\":\"e2e\",\"override\":true}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    JsonNode flag(String component) throws IOException, InterruptedException {
        return JSON.readTree(get("/api/v1/flags/" + component).body());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(gateway.ops(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        identity.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** What a browser would send of a page's form if nothing were filled in. */
    private static Map<String, String> form(String page) {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(page);
        while (input.find()) {
            String tag = input.group();
            if (!attribute(tag, "name").isEmpty() && (!tag.contains("checkbox") || tag.contains("checked="))) {
                form.put(attribute(tag, "name"), attribute(tag, "value"));
            }
        }
        Matcher selected = SELECTED.matcher(page);
        form.put("strategy", selected.find() ? selected.group(1) : "");
        return form;
    }

    private static String attribute(String tag, String name) {
        Matcher attribute = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return attribute.find() ? attribute.group(1) : "";
    }

    @Override
    public void close() {
        http.close();
    }
}
