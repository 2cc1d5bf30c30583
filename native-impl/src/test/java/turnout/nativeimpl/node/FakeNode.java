package turnout.nativeimpl.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import turnout.nativeimpl.codec.Chain;

/** A node's HTTP side with answers of the test's making: batches, Basic authentication, kept connections. */
public final class FakeNode implements AutoCloseable {

    /** What the node knows. */
    @FunctionalInterface
    public interface Answers {
        /** The result of one question; {@link RpcFailure} for an error. */
        JsonNode answer(String method, JsonNode params) throws RpcFailure;
    }

    /** An error of the node's own. */
    public static final class RpcFailure extends Exception {
        private static final long serialVersionUID = 1;

        final int code;

        public RpcFailure(int code) {
            super("error " + code, null, false, false);
            this.code = code;
        }
    }

    /** A whole HTTP response in place of an answer. */
    private record Canned(int status, String body) {}

    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Answers answers;
    private final Path cookieFile;
    private final Queue<Canned> canned = new ConcurrentLinkedQueue<>();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private volatile String password = "first";

    private FakeNode(HttpServer server, Answers answers, Path cookieFile) {
        this.server = server;
        this.answers = answers;
        this.cookieFile = cookieFile;
    }

    /** A node whose cookie stands in a folder of the test's. */
    public static FakeNode start(Path folder, Answers answers) throws IOException {
        return start(folder, answers, 0);
    }

    /** A node that comes back on a port which it had before. */
    static FakeNode start(Path folder, Answers answers, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        FakeNode node = new FakeNode(server, answers, folder.resolve(".cookie"));
        node.writeCookie();
        server.createContext("/", node::handle);
        server.setExecutor(node.threads);
        server.start();
        return node;
    }

    public NodeSettings settings() {
        return new NodeSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Optional.of(cookieFile),
                Optional.empty(),
                Optional.empty(),
                Chain.REGTEST,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    /** The next request gets this, whatever it asks. */
    public void answerNext(int status, String body) {
        canned.add(new Canned(status, body));
    }

    /** The node restarts: another password, and a new cookie where it wrote one. */
    public void changePassword(String another, boolean writes) throws IOException {
        password = another;
        if (writes) {
            writeCookie();
        }
    }

    /** How often a method was asked. */
    public int asked(String method) {
        return asked.getOrDefault(method, 0);
    }

    public int connections() {
        return connections.size();
    }

    Path cookieFile() {
        return cookieFile;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void writeCookie() throws IOException {
        Files.writeString(cookieFile, "__cookie__:" + password);
    }

    private void handle(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress());
        byte[] body = exchange.getRequestBody().readAllBytes();
        String expected = "Basic "
                + Base64.getEncoder().encodeToString(("__cookie__:" + password).getBytes(StandardCharsets.UTF_8));
        Canned next = canned.poll();
        if (next != null) {
            send(exchange, next.status(), next.body());
        } else if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "");
        } else {
            ArrayNode replies = MAPPER.createArrayNode();
            for (JsonNode call : MAPPER.readTree(body)) {
                replies.add(reply(call));
            }
            send(exchange, 200, replies.toString());
        }
    }

    private ObjectNode reply(JsonNode call) {
        String method = call.get("method").stringValue();
        asked.merge(method, 1, Integer::sum);
        ObjectNode reply = MAPPER.createObjectNode();
        try {
            reply.set("result", answers.answer(method, call.get("params")));
            reply.putNull("error");
        } catch (RpcFailure failure) {
            reply.putNull("result");
            reply.putObject("error").put("code", failure.code).put("message", "told by the test");
        }
        reply.set("id", call.get("id"));
        return reply;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
