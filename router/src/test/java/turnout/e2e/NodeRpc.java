package turnout.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A node's JSON-RPC, asked beside the engines. */
final class NodeRpc implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final Path cookie;

    NodeRpc(URI url, Path cookie) {
        this.url = url;
        this.cookie = cookie;
    }

    /** Of the devnode that a gateway started. */
    static NodeRpc devnode(RunningGateway gateway) throws IOException {
        return new NodeRpc(
                URI.create(gateway.description().get("node").stringValue()),
                gateway.home.resolve("var/devnode/.cookie"));
    }

    /** The result; fails where the node says an error. */
    JsonNode call(String method, Object... params) throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("id", 1).put("method", method);
        request.set("params", JSON.valueToTree(params));
        JsonNode reply = JSON.readTree(post("/", request.toString()));
        if (!reply.path("error").isNull() && !reply.path("error").isMissingNode()) {
            throw new AssertionError(method + " failed: " + reply);
        }
        return reply.get("result");
    }

    /** Devnode's switch. */
    void fault(String name) throws IOException, InterruptedException {
        String answer = post("/devnode/fault", name);
        if (!answer.contains('"' + name + '"')) {
            throw new AssertionError("devnode did not take the fault: " + answer);
        }
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        String password = Base64.getEncoder()
                .encodeToString(Files.readString(cookie).strip().getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Basic " + password)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        client.close();
    }
}
