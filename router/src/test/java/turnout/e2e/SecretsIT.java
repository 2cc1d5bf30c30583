package turnout.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret that goes through a gateway stays anywhere: not in logs, journals, metrics, pages of its API, or errors. */
class SecretsIT {

    @TempDir
    static Path home;

    private static final Traces TRACES = new Traces();
    private static final List<String> ERRORS = new ArrayList<>();
    private static int answered;

    private static RunningGateway gateway;

    @BeforeAll
    static void callEverything() throws Exception {
        gateway = RunningGateway.start(home, "shadow.cpu-ceiling-percent=100");
        KeyCalls.addTo(TRACES);
        for (String engine : List.of("python", "native")) {
            callAll(ClientInterceptors.intercept(
                    gateway.channel(),
                    MetadataUtils.newAttachHeadersInterceptor(RawCalls.forced(engine, gateway.testerToken()))));
        }
        try (Operator operator = Operator.program(gateway)) {
            for (String percent : List.of("0", "100")) {
                String body =
                        "{\"percent\":\"" + percent + "\",\"shadow\":\"100\",\"reason\":\"e2e\",\"override\":true}";
                assertThat(operator.put("/api/v1/flags/keys", body).statusCode())
                        .isEqualTo(200);
                callAll(gateway.channel());
            }
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void nothingThatIsSaidShowsASecret() throws Exception {
        assertThat(answered).isGreaterThan(50);
        assertThat(ERRORS).hasSizeGreaterThan(100);

        said().forEach((place, content) ->
                assertThat(TRACES.in(content)).as(place).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "hex", "base64", "words", "key in hex", "key in base64", "key raw"})
    void aPlantedLeakOfEachKindIsFoundInEachPlace(String kind) throws Exception {
        byte[] key = KeyCalls.KEY.toByteArray();
        byte[] text = KeyCalls.XPRV.getBytes(UTF_8);
        String leak = switch (kind) {
            case "raw" -> KeyCalls.XPRV;
            case "hex" -> HexFormat.of().formatHex(text);
            case "base64" -> Base64.getEncoder().encodeToString(text);
            case "words" -> KeyCalls.MNEMONIC;
            case "key in hex" -> HexFormat.of().formatHex(key);
            case "key in base64" -> Base64.getEncoder().encodeToString(key);
            default -> "";
        };
        Path log = home.resolve("var/planted.log");
        Files.write(log, leak.isEmpty() ? key : ("level=INFO request=" + leak + "\n").getBytes(UTF_8));

        try {
            Map<String, byte[]> said = said();
            said.put("metrics, planted", ("turnout_calls_total{caller=\"" + leak + "\"} 1").getBytes(UTF_8));
            said.put(
                    "error, planted",
                    new StatusRuntimeException(io.grpc.Status.INVALID_ARGUMENT.withDescription("not a key: " + leak))
                            .toString()
                            .getBytes(UTF_8));

            List<String> places = said.entrySet().stream()
                    .filter(entry -> !TRACES.in(entry.getValue()).isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(places).contains(log.toString());
            if (!leak.isEmpty()) {
                assertThat(places).contains("metrics, planted", "error, planted");
            }
        } finally {
            Files.delete(log);
        }
    }

    private static void callAll(Channel channel) {
        for (KeyCalls.Call call : KeyCalls.all()) {
            try {
                Message reply =
                        ClientCalls.blockingUnaryCall(channel, call.method(), CallOptions.DEFAULT, call.request());
                KeyCalls.addReply(TRACES, reply);
                answered++;
            } catch (StatusRuntimeException e) {
                ERRORS.add(e + " " + trailers(e));
            }
        }
    }

    private static String trailers(StatusRuntimeException e) {
        Metadata trailers = e.getTrailers();
        if (trailers == null) {
            return "";
        }
        Metadata.Key<byte[]> details = Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
        byte[] value = trailers.get(details);
        return trailers + (value == null ? "" : new String(value, UTF_8));
    }

    /** All that a gateway writes or tells, by where. */
    private static Map<String, byte[]> said() throws IOException, InterruptedException {
        Map<String, byte[]> said = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                said.put(file.toString(), Files.readAllBytes(file));
            }
        }
        for (String page : List.of("/metrics", "/api/v1/mismatches", "/api/v1/flags", "/api/v1/status")) {
            said.put(page, gateway.get(page).getBytes(UTF_8));
        }
        for (int i = 0; i < ERRORS.size(); i++) {
            said.put("error " + i, ERRORS.get(i).getBytes(UTF_8));
        }
        return said;
    }
}
