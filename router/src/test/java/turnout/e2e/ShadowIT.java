package turnout.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real engines shadow each other over every unary READ of the contract, and agree. */
class ShadowIT {

    private static final List<String> COMPONENTS = List.of("chain", "script", "keys");

    private static final String WRITE = Requests.CHAIN + "BroadcastTransaction";

    @TempDir
    static Path home;

    private static RunningGateway gateway;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() throws IOException {
        gateway = RunningGateway.start(home, "shadow.cpu-ceiling-percent=100");
        channel = gateway.channel();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    @Timeout(60)
    void theEnginesAgreeOnEveryOperationWhicheverOfThemShadows() throws Exception {
        shadowed("0", "native");
        shadowed("100", "python");
    }

    /** Calls everything once at a share, with shadow at 100 %, and looks at what was compared of it. */
    private static void shadowed(String percent, String shadowEngine) throws Exception {
        try (Operator operator = Operator.program(gateway)) {
            for (String component : COMPONENTS) {
                HttpResponse<String> answer = operator.put(
                        "/api/v1/flags/" + component,
                        "{\"percent\":\"" + percent + "\",\"shadow\":\"100\",\"reason\":\"e2e\",\"override\":true}");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        }
        long before = finished();
        long asked = 0;
        Map<String, List<byte[]>> requests = new LinkedHashMap<>(Requests.all());
        requests.remove("turnout.chain.v1.ChainService/ScanBlocks"); // a stream has no shadow
        for (byte[] write : requireNonNull(requests.remove(WRITE))) {
            RawCalls.call(channel, WRITE, write, new Metadata()).get(40, TimeUnit.SECONDS);
        }
        for (var operation : requests.entrySet()) {
            for (byte[] request : operation.getValue()) {
                RawCalls.call(channel, operation.getKey(), request, new Metadata())
                        .get(40, TimeUnit.SECONDS);
                asked++;
            }
        }
        long all = before + asked;
        Eventually.holds("all shadow calls have ended", 20, () -> finished() >= all);

        String outcomes = gateway.get("/metrics")
                .lines()
                .filter(line -> line.startsWith("turnout_comparisons") || line.startsWith("turnout_shadow_dropped"))
                .reduce("", (left, right) -> left + "\n" + right);
        for (String bad : List.of("mismatch", "error-divergence", "noise")) {
            assertThat(gateway.sum("turnout_comparisons_total", "outcome=\"" + bad))
                    .as("%s, while %s shadows: %s", bad, shadowEngine, outcomes)
                    .isZero();
        }
        assertThat(gateway.sum("turnout_comparisons_total", "\"" + WRITE + "\""))
                .as("a write has no shadow")
                .isZero();
        for (String operation : requests.keySet()) {
            assertThat(gateway.sum("turnout_comparisons_total", "\"" + operation + "\"", "outcome=\"match\""))
                    .as("%s compared while %s shadows: %s", operation, shadowEngine, outcomes)
                    .isPositive();
        }
    }

    /** Shadow calls that were compared, or for which that was given up. */
    private static long finished() throws IOException, InterruptedException {
        return gateway.sum("turnout_comparisons_total") + gateway.sum("turnout_shadow_dropped_total");
    }
}
