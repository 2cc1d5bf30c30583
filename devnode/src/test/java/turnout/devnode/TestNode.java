package turnout.devnode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import turnout.devnode.chain.Block;
import turnout.devnode.chain.BlockFile;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.JsonText;
import turnout.nativeimpl.codec.Slice;

/** A node on a free port, and a client of its RPC over HTTP. */
final class TestNode implements AutoCloseable {
    private final RunningNode node;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String authorization;

    private TestNode(RunningNode node, String authorization) {
        this.node = node;
        this.authorization = authorization;
    }

    static TestNode start(Path data) throws IOException {
        return start(data, BlockFile.recorded(), InstantSource.system());
    }

    static TestNode start(Path data, List<Block> blocks, InstantSource clock) throws IOException {
        RunningNode node = RunningNode.start(
                blocks,
                new RunningNode.Settings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), data, Optional.empty()),
                clock,
                new SecureRandom());
        return new TestNode(node, basic(Files.readString(node.cookieFile())));
    }

    static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    int port() {
        return node.port();
    }

    String authorization() {
        return authorization;
    }

    /** Posts a body, with the right password. */
    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/"))
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The whole reply: result, error, id. */
    Json.Obj reply(String method, Json... arguments) {
        Json.Obj request = Json.object()
                .with("method", method)
                .with("params", Json.array(List.of(arguments)))
                .with("id", 1);
        try {
            String body = post(JsonText.write(request)).body();
            return (Json.Obj) JsonText.read(Slice.of(body.getBytes(StandardCharsets.UTF_8)))
                    .orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The result; fails where there is an error. */
    Json call(String method, Json... arguments) {
        Json.Obj reply = reply(method, arguments);
        if (!(reply.get("error") instanceof Json.Null)) {
            throw new AssertionError(method + " failed: " + JsonText.write(reply.get("error")));
        }
        return reply.get("result");
    }

    String text(String method, Json... arguments) {
        return ((Json.Text) call(method, arguments)).value();
    }

    long number(String method, Json... arguments) {
        return Long.parseLong(((Json.Num) call(method, arguments)).text());
    }

    /** The error as {@code CODE message}. */
    String error(String method, Json... arguments) {
        Json.Obj error = (Json.Obj) reply(method, arguments).get("error");
        return ((Json.Num) error.get("code")).text() + " " + ((Json.Text) error.get("message")).value();
    }

    List<String> texts(String method, Json... arguments) {
        List<String> texts = new ArrayList<>();
        ((Json.Arr) call(method, arguments)).items().forEach(item -> texts.add(((Json.Text) item).value()));
        return texts;
    }

    @Override
    public void close() {
        node.close();
        client.close();
    }
}
