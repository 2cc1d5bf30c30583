package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.chain.v1.GetBlockRequest;
import turnout.chain.v1.GetBlockResponse;
import turnout.e2e.RawCalls.Outcome;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeScriptResponse;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.DecodeTransactionResponse;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;

/** Every operation through the gateway on both engines: alike to the byte, and what a real node said. */
class OperationsIT {

    @TempDir
    static Path home;

    private static RunningGateway gateway;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() throws IOException {
        gateway = RunningGateway.start(home);
        channel = gateway.channel();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void bothEnginesAnswerEveryOperationAlikeToTheByte() throws Exception {
        Map<String, List<byte[]>> requests = Requests.all();
        SoftAssertions alike = new SoftAssertions();
        assertThat(requests).hasSize(21);

        for (var operation : requests.entrySet()) {
            int ok = 0;
            for (byte[] request : operation.getValue()) {
                Outcome python = call("python", operation.getKey(), request);
                Outcome nativeOutcome = call("native", operation.getKey(), request);
                ok += python.status() == Status.Code.OK ? 1 : 0;
                alike.assertThat(nativeOutcome)
                        .as("%s %s", operation.getKey(), HexFormat.of().formatHex(request))
                        .isEqualTo(python);
                alike.assertThat(python.status())
                        .as("%s %s", operation.getKey(), HexFormat.of().formatHex(request))
                        .isNotIn(Status.Code.INTERNAL, Status.Code.UNKNOWN, Status.Code.UNAVAILABLE);
            }
            int all = operation.getValue().size();
            alike.assertThat(all).as(operation.getKey()).isGreaterThanOrEqualTo(20);
            alike.assertThat(ok).as("answered OK: %s", operation.getKey()).isBetween(all * 2 / 5, all * 3 / 5);
        }

        alike.assertAll();
    }

    @Test
    void aBodyThatIsNotTheMessageIsTheSameErrorFromBothEngines() throws Exception {
        for (String operation : Requests.all().keySet()) {
            for (String engine : List.of("python", "native")) {
                Outcome outcome = call(engine, operation, new byte[] {0x0a, 0x09, 1});

                assertThat(outcome)
                        .as("%s on %s", operation, engine)
                        .isEqualTo(new Outcome(
                                List.of(), Status.Code.INVALID_ARGUMENT, "turnout REQUEST_MALFORMED {}", List.of()));
            }
        }
    }

    @Test
    void anUnknownMethodIsUnimplementedByPythonsWord() throws Exception {
        assertThat(call("native", "turnout.script.v1.ScriptService/NoSuchThing", new byte[0])
                        .status())
                .isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void decodesTransactionsAsTheRecordedNodeDid() throws Exception {
        for (JsonNode entry : Recorded.entries("transactions.json")) {
            JsonNode recorded = entry.get("verbose1");
            var request = DecodeTransactionRequest.newBuilder()
                    .setRawTransaction(Hex.bytes(entry.get("hex").stringValue()))
                    .setNetwork(Network.NETWORK_REGTEST)
                    .build();
            var transaction = DecodeTransactionResponse.parseFrom(
                            answer("native", Requests.SCRIPT + "DecodeTransaction", request.toByteArray()))
                    .getTransaction();

            assertThat(transaction.getTxid()).isEqualTo(recorded.get("txid").stringValue());
            assertThat(transaction.getWtxid()).isEqualTo(recorded.get("hash").stringValue());
            assertThat(transaction.getWeight()).isEqualTo(recorded.get("weight").intValue());
            for (int i = 0; i < transaction.getOutputsCount(); i++) {
                var script = transaction.getOutputs(i).getScriptPubKey();
                JsonNode as = recorded.get("vout").get(i).get("scriptPubKey");
                assertThat(script.getAsm()).isEqualTo(as.get("asm").stringValue());
                assertThat(script.getOutputDescriptor())
                        .isEqualTo(as.get("desc").stringValue());
                assertThat(script.getAddress())
                        .isEqualTo(as.has("address") ? as.get("address").stringValue() : "");
            }
        }
    }

    @Test
    void decodesScriptsAndAddressesAsTheRecordedNodeDid() throws Exception {
        for (JsonNode entry : Recorded.entries("decodescript.json")) {
            JsonNode recorded = entry.get("out").get("result");
            var request = DecodeScriptRequest.newBuilder()
                    .setScript(Hex.bytes(entry.get("hex").stringValue()))
                    .setNetwork(Network.NETWORK_REGTEST)
                    .build();
            var decoded = DecodeScriptResponse.parseFrom(
                    answer("native", Requests.SCRIPT + "DecodeScript", request.toByteArray()));
            assertThat(decoded.getScriptPubKey().getAsm())
                    .isEqualTo(recorded.get("asm").stringValue());
            assertThat(decoded.getP2Sh())
                    .isEqualTo(recorded.has("p2sh") ? recorded.get("p2sh").stringValue() : "");
        }
        for (JsonNode entry : Recorded.entries("validateaddress_regtest.json")) {
            JsonNode recorded = entry.get("out").get("result");
            var request = ValidateAddressRequest.newBuilder()
                    .setAddress(entry.get("address").stringValue())
                    .setNetwork(Network.NETWORK_REGTEST)
                    .build();
            var validated = ValidateAddressResponse.parseFrom(
                    answer("python", Requests.SCRIPT + "ValidateAddress", request.toByteArray()));
            assertThat(validated.getValid()).isEqualTo(recorded.get("isvalid").booleanValue());
        }
    }

    @Test
    void findsTheRecordedBlocksThroughTheNode() throws Exception {
        for (JsonNode entry : Recorded.entries("blocks.json")) {
            var request = GetBlockRequest.newBuilder()
                    .setHeight(entry.get("height").intValue())
                    .setVerbosityValue(3)
                    .build();
            var reply =
                    GetBlockResponse.parseFrom(answer("native", Requests.CHAIN + "GetBlock", request.toByteArray()));

            assertThat(reply.getBlock().getHeader().getBlockHash())
                    .isEqualTo(entry.get("hash").stringValue());
            assertThat(reply.getBlock().getRawBlock())
                    .isEqualTo(Hex.bytes(entry.get("raw").stringValue()));
            assertThat(reply.getTipHeight()).isEqualTo(115);
        }
    }

    @Test
    void answersReflectionAndHealthItself() throws Exception {
        for (String version : List.of("v1", "v1alpha")) {
            Outcome listed = RawCalls.stream(
                            channel,
                            "grpc.reflection." + version + ".ServerReflection/ServerReflectionInfo",
                            ServerReflectionRequest.newBuilder()
                                    .setListServices("")
                                    .build()
                                    .toByteArray())
                    .get(30, TimeUnit.SECONDS);
            var services = ServerReflectionResponse.parseFrom(
                            HexFormat.of().parseHex(listed.messages().getFirst()))
                    .getListServicesResponse()
                    .getServiceList();
            assertThat(services)
                    .extracting(ServiceResponse::getName)
                    .contains("turnout.chain.v1.ChainService", "grpc.health.v1.Health");
        }
        var health = HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.newBuilder()
                        .setService("turnout.keys.v1.KeysService")
                        .build());
        assertThat(health.getStatus()).isEqualTo(ServingStatus.SERVING);
    }

    private static byte[] answer(String engine, String operation, byte[] request) throws Exception {
        Outcome outcome = call(engine, operation, request);
        assertThat(outcome.status()).as("%s: %s", operation, outcome.reason()).isEqualTo(Status.Code.OK);
        return HexFormat.of().parseHex(outcome.messages().getFirst());
    }

    private static Outcome call(String engine, String operation, byte[] request) throws Exception {
        return RawCalls.call(channel, operation, request, RawCalls.forced(engine, gateway.testerToken()))
                .get(40, TimeUnit.SECONDS);
    }
}
