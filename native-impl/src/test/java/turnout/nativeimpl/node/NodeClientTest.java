package turnout.nativeimpl.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.refusal.Refusal;

class NodeClientTest {

    private static final List<RpcCall> QUESTION =
            List.of(RpcCall.of("getbestblockhash"), RpcCall.of("getblockhash", 3));

    @TempDir
    Path folder;

    private FakeNode node;
    private NodeClient client;

    @BeforeEach
    void start() throws IOException {
        node = FakeNode.start(folder, new ToyChain(5));
        client = new NodeClient(node.settings());
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    @Test
    void answersEachQuestionOfABatchInItsPlace() throws Refusal {
        List<RpcReply> replies = client.batch(QUESTION);

        assertThat(replies.get(0).required().hash()).isEqualTo(ToyChain.hash(0, 5));
        assertThat(replies.get(1).required().hash()).isEqualTo(ToyChain.hash(0, 3));
    }

    @Test
    void keepsItsConnectionAndAsksForTheChainOnce() throws Refusal {
        for (int i = 0; i < 5; i++) {
            client.batch(QUESTION);
        }

        assertThat(node.connections()).isEqualTo(1);
        assertThat(node.asked("getblockchaininfo")).isEqualTo(1);
    }

    @Test
    void givesEachErrorOfTheNodeAsAValue() throws Refusal {
        assertThat(client.batch(List.of(RpcCall.of("getblockhash", 77), RpcCall.of("nonsense"))))
                .containsExactly(
                        new RpcReply.Error(-8, "told by the test"), new RpcReply.Error(-32601, "told by the test"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | Work queue depth exceeded | NODE_BUSY",
                "404 | '' | NODE_ANSWER_INVALID",
                "200 | <html>hello</html> | NODE_ANSWER_INVALID",
                "200 | [] | NODE_ANSWER_INVALID",
                "200 | {\"a\":1} | NODE_ANSWER_INVALID",
                "200 | [{\"id\":0,\"result\":1},{\"id\":0,\"result\":1}] | NODE_ANSWER_INVALID",
                "200 | [{\"id\":0},{\"id\":1,\"result\":1}] | NODE_ANSWER_INVALID",
                "200 | [{\"id\":0,\"error\":{}},{\"id\":1,\"result\":1}] | NODE_ANSWER_INVALID",
                "200 | [{\"id\":0,\"error\":{\"code\":-28}},{\"id\":1,\"error\":{\"code\":-28}}] | NODE_WARMING_UP",
                "500 | {\"error\":{\"code\":-28,\"message\":\"Loading block index…\"}} | NODE_WARMING_UP",
            })
    void saysWhatIsWrongWithTheNodesAnswer(int status, String body, Reason expected) throws Refusal {
        client.batch(QUESTION);
        node.answerNext(status, body);

        assertThat(Refused.by(() -> client.batch(QUESTION))).isEqualTo(new Refused(expected, null));
        assertThat(client.batch(QUESTION)).hasSize(2);
    }

    @Test
    void refusesANodeOnAnotherNetwork() {
        NodeClient elsewhere =
                new NodeClient(with(node.settings(), node.settings().url(), Chain.SIGNET));

        assertThat(Refused.by(() -> elsewhere.batch(QUESTION))).isEqualTo(new Refused(Reason.NODE_WRONG_NETWORK, null));
        assertThat(node.asked("getbestblockhash")).isZero();
    }

    @Test
    void readsTheCookieAgainWhenTheNodeRestarted() throws Exception {
        client.batch(QUESTION);
        node.changePassword("second", true);

        assertThat(client.batch(QUESTION)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void saysThatTheCredentialsAreWrongWhenReadingThemAgainDoesNotHelp(int status) throws Exception {
        node.changePassword("second", false);
        node.answerNext(status, "");

        assertThat(Refused.by(() -> client.batch(QUESTION))).isEqualTo(new Refused(Reason.NODE_AUTH, null));
    }

    @Test
    void saysThatThereIsNoCookie() throws IOException {
        Files.delete(node.cookieFile());

        assertThat(Refused.by(() -> client.batch(QUESTION))).isEqualTo(new Refused(Reason.NODE_AUTH, null));
    }

    @Test
    void takesUserAndPasswordFileToo() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "first\n");
        NodeSettings settings = node.settings();
        NodeClient other = new NodeClient(new NodeSettings(
                settings.url(),
                Optional.empty(),
                Optional.of("__cookie__"),
                Optional.of(password),
                Chain.REGTEST,
                settings.connectTimeout(),
                settings.readTimeout()));

        assertThat(other.batch(QUESTION)).hasSize(2);
    }

    @Test
    void saysThatNobodyListensEvenWithoutACookie() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.delete(node.cookieFile());
        NodeClient lost = new NodeClient(with(node.settings(), URI.create("http://127.0.0.1:" + port), Chain.REGTEST));

        assertThat(Refused.by(() -> lost.batch(QUESTION))).isEqualTo(new Refused(Reason.NODE_UNREACHABLE, null));
    }

    @Test
    void saysThatTheNodeDoesNotAnswerInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NodeSettings settings = node.settings();
            NodeClient waiting = new NodeClient(new NodeSettings(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    settings.cookieFile(),
                    Optional.empty(),
                    Optional.empty(),
                    Chain.REGTEST,
                    settings.connectTimeout(),
                    Duration.ofMillis(50)));

            assertThat(Refused.by(() -> waiting.batch(QUESTION))).isEqualTo(new Refused(Reason.NODE_UNREACHABLE, null));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            })
    void saysThatWhatCameIsNotHttp(String answer) throws Exception {
        assertThat(refusedBy(answer)).isEqualTo(new Refused(Reason.NODE_ANSWER_INVALID, null));
    }

    @Test
    void readsChunkedBodies() throws Exception {
        String half = "[{\"id\":0,\"result\":{\"chain\":\"ma";
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(half.length())
                + "\r\n" + half + "\r\n6;x=y\r\nin\"}}]\r\n0\r\n\r\n";

        assertThat(refusedBy(chunked)).isEqualTo(new Refused(Reason.NODE_WRONG_NETWORK, null));
    }

    @Test
    void asksAgainOnANewConnectionWhenAKeptOneHadDied() throws Exception {
        client.batch(QUESTION);
        URI url = node.settings().url();
        node.close();
        try (FakeNode restarted = FakeNode.start(folder, new ToyChain(7), url.getPort())) {
            assertThat(client.batch(QUESTION).getFirst().required().hash()).isEqualTo(ToyChain.hash(0, 7));
            assertThat(restarted.asked("getblockchaininfo")).isEqualTo(1);
        }
    }

    /** What the client says of a node that sends one fixed text to its first request. */
    private Refused refusedBy(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread speaker = Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    assertThat(socket.getInputStream().read()).isEqualTo('P');
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    // Stay until the client leaves, so that it sees the answer and no reset.
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The client left first.
                }
            });
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
            NodeClient misled = new NodeClient(with(node.settings(), url, Chain.REGTEST));

            Refused refused = Refused.by(() -> misled.batch(QUESTION));

            speaker.join();
            return refused;
        }
    }

    private static NodeSettings with(NodeSettings settings, URI url, Chain chain) {
        return new NodeSettings(
                url,
                settings.cookieFile(),
                settings.user(),
                settings.passwordFile(),
                chain,
                settings.connectTimeout(),
                settings.readTimeout());
    }
}
