package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import turnout.e2e.ExplainedCall.Answer;

/** An engine that really answers wrongly, and what commands and API make of it. */
class MismatchIT {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path home;

    private PlantedFault fault;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        fault = PlantedFault.in(home);
        gateway = RunningGateway.start(home, fault.option(), "shadow.cpu-ceiling-percent=100");
        try (Operator operator = Operator.program(gateway)) {
            assertThat(operator.put(
                                    "/api/v1/flags/script",
                                    "{\"percent\":\"100\",\"shadow\":\"100\",\"reason\":\"e2e\",\"override\":true}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    @Timeout(180)
    void aWrongAnswerIsListedShownExportedAndAskedAgainUntilItIsMended() throws Exception {
        assertThat(json("mismatch", "list", "--json")).isEmpty();
        fault.wrong();
        Answer answer = ask();
        Eventually.holds(
                "the mismatch is kept",
                20,
                () -> !json("mismatch", "list", "--json").isEmpty());

        JsonNode cluster = json("mismatch", "list", "--json").get(0);
        assertThat(cluster.path("operation").asString()).isEqualTo(Caller.OPERATION);
        assertThat(cluster.path("field").asString()).isEqualTo("is_script");
        assertThat(cluster.path("count").asInt()).isOne();
        String id = cluster.path("exemplars").get(0).asString();
        JsonNode wrong = json("mismatch", "list", "--served", "--json").get(0);
        assertThat(answer.call()).isNotEmpty();
        assertThat(wrong.path("callId").asString()).isEqualTo(answer.call());
        assertThat(wrong.path("key").asString()).isEqualTo(answer.key());
        assertThat(api("/api/v1/wrong-answers").path("served").get(0)).isEqualTo(wrong);
        assertThat(api("/api/v1/mismatches").path("mismatches").get(0)).isEqualTo(cluster);
        assertThat(gateway.sum("turnout_wrong_answers_served_total", "component=\"script\""))
                .isOne();
        assertThat(gateway.get("/mismatches")).contains(answer.call()).contains("is_script");

        JsonNode shown = json("mismatch", "show", id, "--json");
        assertThat(shown).isEqualTo(api("/api/v1/mismatches/" + id));
        assertThat(shown.path("callId").asString()).isEqualTo(answer.call());
        assertThat(shown.path("versions").path("python").asString()).isEqualTo("0.1.0");
        assertThat(shown.path("differences").findValuesAsString("field")).containsExactly("is_script");
        assertThat(json("mismatch", "export", id).path("operation").asString()).isEqualTo(Caller.OPERATION);

        said(1, "still differ", "mismatch", "replay", id);
        fault.mended();
        said(0, "agree now", "mismatch", "replay", id);
        gateway.close();
        said(69, "no gateway runs here", "mismatch", "replay", id);
        said(0, "is_script", "mismatch", "list");
        said(0, answer.call(), "mismatch", "list", "--served");
        said(1, "there is no mismatch", "mismatch", "show", "0000000000-1");
        said(2, "ID", "mismatch", "show");
    }

    @Test
    @Timeout(180)
    void whatPythonDisagreesWithItselfOnIsReportedAsNoiseAndTakenForNothingElse() throws Exception {
        fault.noisy();
        for (int i = 0; i < 20; i++) {
            ask();
        }
        Eventually.holds(
                "all are compared", 20, () -> gateway.sum("turnout_comparisons_total", "outcome=\"noise\"") == 20);
        Eventually.holds(
                "the noise is kept",
                20,
                () -> json("mismatch", "list", "--json").path(0).path("count").asInt() == 20);

        JsonNode clusters = json("mismatch", "list", "--json");

        assertThat(clusters).hasSize(1);
        assertThat(clusters.get(0).path("kind").asString()).isEqualTo("noise");
        assertThat(clusters.get(0).path("field").asString()).isEqualTo("witness_version");
        assertThat(json("mismatch", "list", "--served", "--json")).isEmpty();
        assertThat(gateway.sum("turnout_wrong_answers_served_total")).isZero();

        fault.wrong();
        ask();
        Eventually.holds(
                "it was never learnt",
                20,
                () -> json("mismatch", "list", "--served", "--json").size() == 1);
    }

    private Answer ask() throws Exception {
        Answer answer = Caller.of(gateway).ask("a caller").get();
        assertThat(answer.ok()).isTrue();
        assertThat(answer.engine()).isEqualTo("native");
        return answer;
    }

    private JsonNode json(String... command) throws Exception {
        Command done = Command.run(home, command);
        assertThat(done.exitCode()).as(done.said()).isZero();
        return JSON.readTree(done.said());
    }

    private JsonNode api(String path) throws Exception {
        return JSON.readTree(gateway.get(path));
    }

    private void said(int exitCode, String words, String... command) throws Exception {
        Command done = Command.run(home, command);
        assertThat(done.exitCode()).as(done.said()).isEqualTo(exitCode);
        assertThat(done.said()).contains(words);
    }
}
