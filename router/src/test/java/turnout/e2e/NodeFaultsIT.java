package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import turnout.chain.v1.GetBlockHashRequest;
import turnout.chain.v1.GetBlockHeaderRequest;
import turnout.chain.v1.GetBlockHeaderResponse;
import turnout.e2e.RawCalls.Outcome;

/** What callers are told when the node is in trouble: the same by both engines. */
class NodeFaultsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] REQUEST =
            GetBlockHashRequest.newBuilder().setHeight(7).build().toByteArray();

    @TempDir
    Path home;

    private RunningGateway gateway;
    private ManagedChannel channel;
    private NodeRpc node;

    @BeforeEach
    void start() throws IOException {
        gateway = RunningGateway.start(home);
        channel = gateway.channel();
        node = NodeRpc.devnode(gateway);
    }

    @AfterEach
    void stop() {
        node.close();
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "warming-up, UNAVAILABLE, NODE_WARMING_UP",
        "busy, UNAVAILABLE, NODE_BUSY",
        "cut-off, UNAVAILABLE, NODE_UNREACHABLE",
        "wrong-password, INTERNAL, NODE_AUTH"
    })
    void eachFaultHasItsReasonOnBothEnginesAndEnds(String fault, Status.Code status, String reason) throws Exception {
        assertThat(call("python").status()).isEqualTo(Status.Code.OK);
        node.fault(fault);

        Outcome python = call("python");
        Outcome nativeOutcome = call("native");

        assertThat(python).isEqualTo(new Outcome(List.of(), status, "turnout " + reason + " {}", List.of()));
        assertThat(nativeOutcome).isEqualTo(python);
        node.fault("none");
        assertThat(call("python").status()).isEqualTo(Status.Code.OK);
        assertThat(call("native")).isEqualTo(call("python"));
    }

    @Test
    void aNodeThatIsKilledInTheMiddleOfACallIsUnreachable() throws Exception {
        call("python");
        call("native");
        node.fault("hang");
        CompletableFuture<Outcome> python = begin("python");
        CompletableFuture<Outcome> nativeOutcome = begin("native");
        assertThat(python).as("the node hangs").isNotDone();

        kill();

        for (CompletableFuture<Outcome> outcome : List.of(python, nativeOutcome)) {
            assertThat(outcome.get(40, TimeUnit.SECONDS).reason()).isEqualTo("turnout NODE_UNREACHABLE {}");
        }
    }

    @Test
    void aReorganisationIsSeenByBothEnginesAtOnce() throws Exception {
        String left = node.call("getblockhash", 114).stringValue();
        for (String engine : List.of("python", "native")) {
            assertThat(call(
                                    engine,
                                    "GetBlockHash",
                                    GetBlockHashRequest.newBuilder().setHeight(115))
                            .status())
                    .isEqualTo(Status.Code.OK);
        }

        node.call("invalidateblock", left);

        GetBlockHeaderRequest.Builder header =
                GetBlockHeaderRequest.newBuilder().setBlockHash(left);
        Outcome orphan = call("python", "GetBlockHeader", header);
        assertThat(call("native", "GetBlockHeader", header)).isEqualTo(orphan);
        var reply = GetBlockHeaderResponse.parseFrom(
                HexFormat.of().parseHex(orphan.messages().getFirst()));
        assertThat(reply.getTipHeight()).isEqualTo(113);
        assertThat(reply.getHeader().getConfirmations()).isEqualTo(-1);
        for (String engine : List.of("python", "native")) {
            assertThat(call(
                                    engine,
                                    "GetBlockHash",
                                    GetBlockHashRequest.newBuilder().setHeight(114))
                            .reason())
                    .isEqualTo("turnout BLOCK_NOT_FOUND {}");
        }
    }

    private void kill() throws IOException {
        long pid = JSON.readTree(Files.readString(home.resolve("var/devnode.json")))
                .findValue("pid")
                .longValue();
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private Outcome call(String engine, String operation, Message.Builder request) throws Exception {
        return RawCalls.call(
                        channel,
                        Requests.CHAIN + operation,
                        request.build().toByteArray(),
                        RawCalls.forced(engine, gateway.testerToken()))
                .get(40, TimeUnit.SECONDS);
    }

    private Outcome call(String engine) throws Exception {
        return begin(engine).get(40, TimeUnit.SECONDS);
    }

    private CompletableFuture<Outcome> begin(String engine) throws IOException {
        return RawCalls.call(
                channel, Requests.CHAIN + "GetBlockHash", REQUEST, RawCalls.forced(engine, gateway.testerToken()));
    }
}
