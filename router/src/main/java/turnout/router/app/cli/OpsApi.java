package turnout.router.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ops API of a gateway that runs, asked by token. Over {@link HttpURLConnection}, which starts in
 * a third of the time that the JDK's newer client takes.
 */
final class OpsApi {

    static final JsonMapper JSON = new JsonMapper();

    /** Generous for loopback; a gateway that needs longer to answer its console is as good as gone. */
    private static final int TIMEOUT_MILLIS = 5_000;

    private final String base;
    private final String token;

    private OpsApi(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** As whom {@code TURNOUT_TOKEN} says; without it as the first administrator, who can read the file. */
    static OpsApi of(RunFile running) throws CommandFailure {
        String own = System.getenv("TURNOUT_TOKEN");
        if (own != null && !own.isBlank()) {
            return new OpsApi(running.ops(), own.strip());
        }
        Path file = Path.of(running.opsTokenFile());
        try {
            return new OpsApi(running.ops(), Files.readString(file).strip());
        } catch (IOException e) {
            throw new CommandFailure(
                    Exit.NO, "the administrator's token " + file + " cannot be read: " + e.getMessage());
        }
    }

    JsonNode get(String path) throws CommandFailure {
        return exchange("GET", path, Map.of());
    }

    JsonNode put(String path, Map<String, ?> body) throws CommandFailure {
        return exchange("PUT", path, body);
    }

    JsonNode post(String path, Map<String, ?> body) throws CommandFailure {
        return exchange("POST", path, body);
    }

    private JsonNode exchange(String method, String path, Map<String, ?> body) throws CommandFailure {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(base + path).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestMethod(method);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.getOutputStream().write(JSON.writeValueAsBytes(body));
            }
            return answer(connection);
        } catch (IOException e) {
            throw new CommandFailure(
                    Exit.NOT_REACHABLE, "the ops server at " + base + " does not answer: " + e.getMessage());
        }
    }

    private JsonNode answer(HttpURLConnection connection) throws IOException, CommandFailure {
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status >= 400) {
                throw new CommandFailure(Exit.NO, problem(status, text));
            }
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new CommandFailure(Exit.NO, "the ops server at " + base + " did not answer JSON");
        }
    }

    /** The sentence of RFC 9457's problem details, which the server wrote for people. */
    private static String problem(int status, String text) {
        try {
            String detail = JSON.readTree(text).path("detail").asString("");
            return detail.isEmpty() ? "the ops server answered " + status : detail;
        } catch (JacksonException e) {
            return "the ops server answered " + status;
        }
    }
}
