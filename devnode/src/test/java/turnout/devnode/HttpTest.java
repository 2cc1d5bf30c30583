package turnout.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import turnout.devnode.rpc.Json;

/** What Core's HTTP server and JSON-RPC layer do, whatever the method. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTest {
    private static final String COUNT = "{\"method\":\"getblockcount\",\"id\":7}";

    private TestNode node;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        node = TestNode.start(data);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** One connection, spoken to in bytes. */
    private final class Wire implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

        Wire() throws IOException {}

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        void post(String body) throws IOException {
            send("POST / HTTP/1.1\r\nHost: node\r\nAuthorization: " + node.authorization() + "\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body);
        }

        /** Status, a space and the body. */
        String reply() throws IOException {
            String status = in.readLine().split(" ", 3)[1];
            int length = 0;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring(16));
                }
            }
            char[] body = new char[length];
            for (int read = 0; read < length; ) {
                read += in.read(body, read, length - read);
            }
            return status + " " + new String(body).strip();
        }

        boolean isClosedByPeer() throws IOException {
            return in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private String exchange(String request) throws IOException {
        try (Wire wire = new Wire()) {
            wire.send(request);
            return wire.reply();
        }
    }

    @Test
    void answersManyRequestsOnOneConnectionInTheirOrder() throws IOException {
        try (Wire wire = new Wire()) {
            wire.post(COUNT);
            assertThat(wire.reply()).isEqualTo("200 {\"result\":115,\"error\":null,\"id\":7}");

            wire.post("{\"method\":\"getblockhash\",\"params\":[0],\"id\":\"a\"}");
            wire.post("{\"method\":\"uptime\",\"params\":[1],\"id\":\"b\"}");
            wire.post(COUNT);
            assertThat(wire.reply()).contains("0f9188f13cb7b2c7").endsWith("\"id\":\"a\"}");
            assertThat(wire.reply()).startsWith("500 ").endsWith("\"id\":\"b\"}");
            assertThat(wire.reply()).startsWith("200 {\"result\":115");
        }
    }

    @Test
    void readsBodiesInChunks() throws IOException {
        try (Wire wire = new Wire()) {
            wire.send("POST / HTTP/1.1\r\nAuthorization: " + node.authorization()
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            wire.send("10;x=y\r\n" + COUNT.substring(0, 16) + "\r\n");
            wire.send(Integer.toHexString(COUNT.length() - 16) + "\r\n" + COUNT.substring(16) + "\r\n0\r\n\r\n");

            assertThat(wire.reply()).startsWith("200 {\"result\":115");
        }
    }

    @Test
    void turnsStrangersAway() throws IOException {
        String wrong = TestNode.basic("__cookie__:" + "0".repeat(64));

        assertThat(exchange("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")).isEqualTo("401 ");
        assertThat(exchange("POST / HTTP/1.1\r\nAuthorization: " + wrong + "\r\nContent-Length: 2\r\n\r\n{}"))
                .isEqualTo("401 ");
        assertThat(exchange("POST / HTTP/1.1\r\nAuthorization: Basic ???\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo("401 ");
        assertThat(exchange("GET / HTTP/1.1\r\n\r\n")).isEqualTo("405 JSONRPC server handles only POST requests");
        assertThat(exchange("POST /rest HTTP/1.1\r\nContent-Length: 0\r\n\r\n")).isEqualTo("404 ");
    }

    @Test
    void endsAConnectionThatDoesNotSpeakHttp() throws IOException {
        for (String nonsense : new String[] {
            "hello\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            "POST / HTTP/1.1\r\nno colon\r\n\r\n",
            "POST / HTTP/1.1\r\nX: " + "y".repeat(9000) + "\r\n\r\n",
        }) {
            try (Wire wire = new Wire()) {
                wire.send(nonsense);

                assertThat(wire.reply()).startsWith("4");
                assertThat(wire.isClosedByPeer()).isTrue();
            }
        }
    }

    @Test
    void closesWhenAskedTo() throws IOException {
        try (Wire wire = new Wire()) {
            wire.send("POST / HTTP/1.1\r\nConnection: close\r\nAuthorization: " + node.authorization()
                    + "\r\nContent-Length: " + COUNT.length() + "\r\n\r\n" + COUNT);

            assertThat(wire.reply()).startsWith("200 ");
            assertThat(wire.isClosedByPeer()).isTrue();
        }
    }

    private String post(String body) throws IOException, InterruptedException {
        HttpResponse<String> response = node.post(body);
        return response.statusCode() + " " + response.body().strip();
    }

    @Test
    void tellsErrorsByStatusToOldClients() throws Exception {
        assertThat(post("{\"method\":\"nope\",\"id\":1}"))
                .isEqualTo(
                        "404 {\"result\":null,\"error\":{\"code\":-32601,\"message\":\"Method not found\"},\"id\":1}");
        assertThat(post("{\"jsonrpc\":\"1.0\",\"method\":\"getblockhash\",\"params\":[-1],\"id\":1}"))
                .isEqualTo(
                        "500 {\"result\":null,\"error\":{\"code\":-8,\"message\":\"Block height out of range\"},\"id\":1}");
        assertThat(post("not json"))
                .isEqualTo("500 {\"result\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"},\"id\":null}");
        assertThat(post("7")).contains("500 ").contains("Top-level object parse error");
        assertThat(post("{\"id\":1}")).startsWith("400 ").contains("-32600").contains("Missing method");
        assertThat(post("{\"method\":3}")).startsWith("400 ").contains("Method must be a string");
        assertThat(post("{\"jsonrpc\":\"1.5\",\"method\":\"uptime\"}"))
                .startsWith("400 ")
                .contains("JSON-RPC version not supported");
        assertThat(post("{\"method\":\"uptime\",\"params\":3}"))
                .startsWith("400 ")
                .contains("Params must be an array or object");
    }

    @Test
    void tellsErrorsInTheBodyAloneToNewOnes() throws Exception {
        assertThat(post("{\"jsonrpc\":\"2.0\",\"method\":\"nope\",\"id\":1}"))
                .isEqualTo(
                        "200 {\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601,\"message\":\"Method not found\"},\"id\":1}");
        assertThat(post("{\"jsonrpc\":\"2.0\",\"method\":\"getblockcount\",\"id\":null}"))
                .isEqualTo("200 {\"jsonrpc\":\"2.0\",\"result\":115,\"id\":null}");
        assertThat(post("{\"jsonrpc\":\"2.0\",\"method\":\"getblockcount\"}")).isEqualTo("204 ");
    }

    @Test
    void answersBatchesOfMixedVersions() throws Exception {
        assertThat(post("[" + COUNT + ",{\"jsonrpc\":\"2.0\",\"method\":\"getblockcount\",\"id\":8},"
                        + "{\"jsonrpc\":\"2.0\",\"method\":\"getblockcount\"},{\"method\":\"nope\",\"id\":9},5]"))
                .isEqualTo(
                        "200 [{\"result\":115,\"error\":null,\"id\":7},"
                                + "{\"jsonrpc\":\"2.0\",\"result\":115,\"id\":8},"
                                + "{\"result\":null,\"error\":{\"code\":-32601,\"message\":\"Method not found\"},\"id\":9},"
                                + "{\"result\":null,\"error\":{\"code\":-32600,\"message\":\"Invalid Request object\"},\"id\":null}]");
        assertThat(post("[]")).isEqualTo("200 []");
        assertThat(post("[{\"jsonrpc\":\"2.0\",\"method\":\"uptime\"}]")).isEqualTo("204 ");
    }

    @Test
    void takesArgumentsByNameAndChecksTheirTypes() throws Exception {
        assertThat(post("{\"method\":\"getblockhash\",\"params\":{\"height\":0},\"id\":1}"))
                .contains("0f9188f13cb7");
        assertThat(post("{\"method\":\"getblockhash\",\"params\":{\"high\":0},\"id\":1}"))
                .contains("-8")
                .contains("Unknown named parameter high");
        assertThat(post("{\"method\":\"getblockhash\",\"params\":[\"1\"],\"id\":1}"))
                .contains("\"code\":-3")
                .contains("Wrong type passed:\\n{\\n    \\\"Position 1 (height)\\\": "
                        + "\\\"JSON value of type string is not of expected type number\\\"\\n}");
        assertThat(post("{\"method\":\"getblockhash\",\"id\":1}"))
                .contains("\"code\":-1")
                .contains("getblockhash height");
        assertThat(post("{\"method\":\"getblockhash\",\"params\":[1.5],\"id\":1}"))
                .contains("\"code\":-1")
                .contains("JSON integer out of range");
        assertThat(post("{\"method\":\"getblock\",\"params\":[\"" + "0".repeat(64) + "\",\"2\"],\"id\":1}"))
                .contains("JSON value of type string is not of expected type number");
    }

    @Test
    void listsItsMethods() {
        assertThat(node.text("help"))
                .contains("== Blockchain ==\ngetbestblockhash\ngetblock \"blockhash\" ( verbosity )\n")
                .contains("== Mining ==\ngeneratetoaddress nblocks \"address\" ( maxtries )");
        assertThat(node.text("help", Json.text("nope"))).isEqualTo("help: unknown command: nope");
    }
}
