package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes that must not be, and a flag file that somebody breaks: what is in force stays in force. */
class FlagsIT {

    @TempDir
    static Path home;

    private static RunningGateway gateway;
    private static Operator program;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        gateway = RunningGateway.start(home);
        program = Operator.program(gateway);
        program.share("script", "10");
        program.share("script", "25");
    }

    @AfterAll
    static void stop() {
        program.close();
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"101\"   | 422 | 101",
                "101       | 422 | 101",
                "\"-1\"    | 422 | -1",
                "\"abc\"   | 422 | abc",
                "\"\"      | 422 | percent",
                "\"100\"   | 422 | override",
                "[50]      | 400 | percent",
            })
    void theApiRefusesWithASentence(String percent, int status, String sentence) throws Exception {
        JsonNode before = program.flag("script");

        HttpResponse<String> answer =
                program.put("/api/v1/flags/script", "{\"percent\":" + percent + ",\"reason\":\"e2e\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"detail\":\"").contains(sentence).doesNotContain("Exception");
        unchanged(before);
    }

    @ParameterizedTest
    @CsvSource({"p1, 101, 101", "p1, -1, -1", "p1, abc, abc", "strategy, '', strategy"})
    void theFormRefusesWithASentence(String field, String value, String sentence) throws Exception {
        JsonNode before = program.flag("script");
        try (Operator person = Operator.person(gateway, "alice")) {

            HttpResponse<String> answer =
                    person.submit("script", Map.of("enabled", "enabled", "p5", "e2e", field, value));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains(sentence).doesNotContain("Exception");
        }
        unchanged(before);
    }

    @ParameterizedTest
    @CsvSource({"0.0", "0.5", "0.99"})
    void aFlagFileThatIsCutShortChangesNothingAndIsMended(double left) throws Exception {
        JsonNode before = program.flag("script");
        Path file = home.resolve("var/flags.json");
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, (int) (whole.length * left)));

        unchanged(before);
        Eventually.holds("the file is whole again", 20, () -> Files.size(file) >= whole.length);
        assertThat(components(Files.readAllBytes(file))).isEqualTo(components(whole));
        unchanged(before);
    }

    @Test
    void aChangeFollowsOnWhatWasRefused() throws Exception {
        long rev = program.flag("script").get("rev").longValue();
        program.put("/api/v1/flags/script", "{\"percent\":\"101\",\"reason\":\"e2e\"}");

        program.share("script", "25.5");
        assertThat(program.flag("script").get("rev").longValue()).isEqualTo(rev + 1);
    }

    private static JsonNode components(byte[] file) {
        return new JsonMapper().readTree(file).get("components");
    }

    private static void unchanged(JsonNode before) throws Exception {
        assertThat(program.flag("script")).isEqualTo(before);
        assertThat(Caller.of(gateway).ask("any").get().rev())
                .isEqualTo(before.get("rev").longValue());
    }
}
