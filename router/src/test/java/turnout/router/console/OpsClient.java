package turnout.router.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Speaks to an ops server as a program with the token or as a person with a session, and follows no redirect. */
final class OpsClient implements AutoCloseable {

    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");

    private final OpsFixture ops;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> headers = new LinkedHashMap<>();

    private OpsClient(OpsFixture ops) {
        this.ops = ops;
    }

    static OpsClient stranger(OpsFixture ops) {
        return new OpsClient(ops);
    }

    static OpsClient program(OpsFixture ops) {
        return new OpsClient(ops).with("Authorization", "Bearer " + ops.token);
    }

    /** A program of somebody who is added. */
    static OpsClient with(OpsFixture ops, String name, AccessRole role) throws IOException {
        return new OpsClient(ops).with("Authorization", "Bearer " + ops.tokens.add(name, role));
    }

    /** Somebody who is added and logs in. */
    static OpsClient loggedIn(OpsFixture ops, String name, AccessRole role) throws IOException, InterruptedException {
        return session(ops, Map.of("token", ops.tokens.add(name, role), "name", "somebody-else"));
    }

    private static OpsClient session(OpsFixture ops, Map<String, String> form)
            throws IOException, InterruptedException {
        var client = new OpsClient(ops);
        HttpResponse<String> answer = client.post("/login", form);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return client.with("Cookie", cookie.substring(0, cookie.indexOf(';')));
    }

    static OpsClient person(OpsFixture ops, String name) throws IOException, InterruptedException {
        return session(ops, Map.of("token", ops.token, "name", name));
    }

    OpsClient with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> json(String method, String path, String body) throws IOException, InterruptedException {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Opens a feature's form as a browser does, fills in what is given, and posts it. */
    HttpResponse<String> submit(String feature, Map<String, String> filledIn) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(form(feature));
        form.putAll(filledIn);
        return post("/togglz/edit", form);
    }

    /** What a browser would send of a feature's form if nothing were filled in. */
    Map<String, String> form(String feature) throws IOException, InterruptedException {
        String page = get("/togglz/edit?f=" + feature).body();
        Map<String, String> form = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(page);
        while (input.find()) {
            String tag = input.group();
            if (!attribute(tag, "name").isEmpty() && (!tag.contains("checkbox") || tag.contains("checked="))) {
                form.put(attribute(tag, "name"), attribute(tag, "value"));
            }
        }
        Matcher selected = Pattern.compile("value=\"(\\w+)\"\\s+selected=").matcher(page);
        form.put("strategy", selected.find() ? selected.group(1) : "");
        return form;
    }

    static JsonNode body(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(path.startsWith("http") ? URI.create(path) : ops.uri(path));
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String attribute(String tag, String name) {
        Matcher attribute = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return attribute.find() ? attribute.group(1) : "";
    }
}
