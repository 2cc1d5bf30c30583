package turnout.router.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;

class OpsApiTest {

    @TempDir
    Path folder;

    private OpsFixture ops;
    private OpsClient program;

    @BeforeEach
    void start() throws Exception {
        ops = new OpsFixture(folder);
        program = OpsClient.program(ops);
    }

    @AfterEach
    void stop() {
        program.close();
        ops.close();
    }

    @Test
    void listsEveryComponentEvenUntouched() throws Exception {
        JsonNode list = OpsClient.body(program.get("/api/v1/flags"));

        assertThat(list.path("nativeAllowed").asBoolean()).isTrue();
        assertThat(list.path("ladder").toString()).isEqualTo("[\"0\",\"10\",\"25\",\"50\",\"100\"]");
        assertThat(list.path("flags").findValuesAsString("component")).containsExactly("chain", "script");
        assertThat(list.path("flags").findValuesAsString("percent")).containsExactly("0", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "POST"})
    void changesWhatIsNamedAndLeavesTheRest(String method) throws Exception {
        program.json(method, "/api/v1/flags/chain", "{\"percent\":\"10\",\"reason\":\"first step\"}");
        HttpResponse<String> answer = program.json(
                method,
                "/api/v1/flags/chain",
                "{\"shadow\":5,\"except\":[\"" + OpsFixture.GET_BLOCK + "\"],\"rev\":1,\"reason\":\"compare\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode flag = OpsClient.body(program.get("/api/v1/flags/chain"));
        assertThat(flag).isEqualTo(OpsClient.body(answer));
        assertThat(flag.path("percent").asString()).isEqualTo("10");
        assertThat(flag.path("shadow").asString()).isEqualTo("5");
        assertThat(flag.path("except").get(0).asString()).isEqualTo(OpsFixture.GET_BLOCK);
        assertThat(flag.path("rev").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chain | {\"percent\":\"101\",\"reason\":\"r\"} | 422 | invalid",
                "chain | {\"percent\":-1,\"reason\":\"r\"} | 422 | invalid",
                "chain | {\"percent\":\"abc\",\"reason\":\"r\"} | 422 | invalid",
                "chain | {\"percent\":\"10\"} | 422 | invalid",
                "chain | {\"percent\":\"10\",\"reason\":\" \"} | 422 | invalid",
                "chain | {\"percent\":\"25\",\"reason\":\"r\"} | 422 | step-too-large",
                "chain | {\"percent\":\"10\",\"rev\":4,\"reason\":\"r\"} | 409 | stale-rev",
                "chain | {\"percent\":\"10\",\"rev\":\"x\",\"reason\":\"r\"} | 400 | malformed",
                "chain | {\"percnt\":\"10\",\"reason\":\"r\"} | 400 | malformed",
                "chain | {\"except\":[\"nonsense\"],\"reason\":\"r\"} | 422 | invalid",
                "chain | {\"override\":\"yes\",\"reason\":\"r\"} | 400 | malformed",
                "chain | [1] | 400 | malformed",
                "chain | {\"perc | 400 | malformed",
                "chian | {\"percent\":\"10\",\"reason\":\"r\"} | 404 | unknown-component",
            })
    void refusesWithProblemDetailsAndChangesNothing(String component, String body, int status, String kind)
            throws Exception {
        Flags before = ops.flags.current();

        HttpResponse<String> answer = program.json("PUT", "/api/v1/flags/" + component, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = OpsClient.body(answer);
        assertThat(problem.path("type").asString()).isEqualTo("urn:turnout:problem:" + kind);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).endsWith(".");
        assertThat(ops.flags.current()).isEqualTo(before);
    }

    @Test
    void anOverrideTakesALargerStep() throws Exception {
        HttpResponse<String> answer = program.json(
                "PUT", "/api/v1/flags/chain", "{\"percent\":\"100\",\"reason\":\"rehearsal\",\"override\":true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ops.percent("chain")).isEqualTo(Share.ALL);
    }

    @Test
    void tellsTheHistoryOfOneComponentNewestFirst() throws Exception {
        program.json("PUT", "/api/v1/flags/chain", "{\"percent\":\"10\",\"reason\":\"one\"}");
        program.json("PUT", "/api/v1/flags/script", "{\"percent\":\"10\",\"reason\":\"other\"}");
        program.json("PUT", "/api/v1/flags/chain", "{\"percent\":\"5\",\"reason\":\"two\"}");

        JsonNode history =
                OpsClient.body(program.get("/api/v1/flags/chain/history")).path("history");

        assertThat(history.findValuesAsString("action")).containsExactly("flag.change", "flag.change");
        assertThat(history.get(0).path("reason").asString()).isEqualTo("two");
        assertThat(history.get(0).path("before").path("percent").asString()).isEqualTo("10");
        assertThat(history.get(0).path("after").path("percent").asString()).isEqualTo("5");
        assertThat(OpsClient.body(program.get("/api/v1/audit?limit=2")).path("records"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/master", "/api/v1/flags/native-allowed"})
    void switchesTheMasterFlag(String path) throws Exception {
        program.json("PUT", path, "{\"allowed\":false,\"reason\":\"answers differ\"}");
        boolean off = ops.flags.current().nativeAllowed();
        HttpResponse<String> on = program.json("PUT", path, "{\"allowed\":true,\"rev\":1,\"reason\":\"fixed\"}");

        assertThat(off).isFalse();
        assertThat(OpsClient.body(on).path("nativeAllowed").asBoolean()).isTrue();
        assertThat(OpsClient.body(program.get(path)).path("nativeRev").asLong()).isEqualTo(2);
    }

    @Test
    void showsCallsAndNodes() throws Exception {
        JsonNode histograms = OpsClient.body(program.get("/api/v1/histograms")).path("histograms");
        JsonNode node =
                OpsClient.body(program.get("/api/v1/nodes")).path("nodes").get(0);

        assertThat(histograms.get(0).path("engine").asString()).isEqualTo("python");
        assertThat(histograms.get(0).path("p99").asDouble()).isEqualTo(0.0079);
        assertThat(histograms.get(1).path("outcome").asString()).isEqualTo("failed");
        assertThat(node.path("routeRev").asLong()).isEqualTo(1);
        assertThat(node.path("workers").get(0).path("pid").asLong()).isEqualTo(4711);
    }

    @Test
    void listsMismatchesAndTheWrongAnswersThatCallersGot() throws Exception {
        JsonNode clusters = OpsClient.body(program.get("/api/v1/mismatches")).path("mismatches");
        JsonNode served =
                OpsClient.body(program.get("/api/v1/wrong-answers?limit=1")).path("served");
        String id = clusters.get(0).path("exemplars").get(0).asString();
        JsonNode exemplar = OpsClient.body(program.get("/api/v1/mismatches/" + id));

        assertThat(clusters.findValuesAsString("field")).containsExactly("witness_version", "valid");
        assertThat(served).hasSize(1);
        assertThat(served.get(0).path("clusters").get(0))
                .isEqualTo(clusters.get(0).path("cluster"));
        assertThat(exemplar.path("callId")).isEqualTo(served.get(0).path("callId"));
        assertThat(exemplar.path("versions").path("python").asString()).isEqualTo("3.11");
        assertThat(program.get("/api/v1/mismatches/0000000000-1").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/nothing, GET, 404", "/api/v1/flags/chain/future, GET, 404", "/api/v1/flags/chain, DELETE, 405"
    })
    void knowsWhatItDoesNotHave(String path, String method, int status) throws Exception {
        HttpResponse<String> answer = program.json(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(OpsClient.body(answer).path("detail").asString()).endsWith(".");
    }
}
