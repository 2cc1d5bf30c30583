package turnout.router.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import turnout.rollout.flags.AuditLog;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;

/** The console's form, posted as a browser posts it: p1 percent, p2 shadow, p3 except, p4 rev, p5 reason, p6 override. */
class TogglzFormTest {

    @TempDir
    Path folder;

    private OpsFixture ops;
    private OpsClient person;

    @BeforeEach
    void start() throws Exception {
        ops = new OpsFixture(folder);
        person = OpsClient.person(ops, "alice");
    }

    @AfterEach
    void stop() {
        person.close();
        ops.close();
    }

    @Test
    void climbsTheLadderAndGoesBackToZero() throws Exception {
        for (String percent : List.of("10", "25", "50", "100", "0")) {
            HttpResponse<String> answer = person.submit("chain", Map.of("p1", percent, "p5", "step to " + percent));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
            assertThat(ops.percent("chain")).isEqualTo(Share.parse(percent));
        }
        assertThat(ops.flags.current().of("chain").rev()).isEqualTo(5);
        assertThat(ops.flags.audit(record -> true, 100))
                .allMatch(record -> record.event().actor().equals("alice"))
                .extracting(record -> record.event().reason())
                .containsExactly("step to 0", "step to 100", "step to 50", "step to 25", "step to 10");
        assertThat(AuditLog.verify(folder.resolve("audit.jsonl"), folder.resolve("flags.json"))
                        .intact())
                .isTrue();
    }

    @Test
    void showsWhatIsInForce() throws Exception {
        person.submit("chain", Map.of("p1", "10", "p2", "2.5", "p3", OpsFixture.GET_BLOCK, "p5", "first step"));

        assertThat(person.form("chain"))
                .containsEntry("p1", "10")
                .containsEntry("p2", "2.5")
                .containsEntry("p3", OpsFixture.GET_BLOCK)
                .containsEntry("p4", "1")
                .containsEntry("p5", "") // a reason belongs to one change
                .containsEntry("p6", "")
                .containsEntry("strategy", "turnout");
        assertThat(person.get("/togglz/index").body()).contains("percent: 10").contains("first step");
    }

    @ParameterizedTest
    @CsvSource({
        "p1, 101, 422, percent",
        "p1, -1, 422, percent",
        "p1, abc, 422, percent",
        "p1, '', 422, percent",
        "p1, 1e1, 422, percent",
        "p1, 10.001, 422, percent",
        "p1, 25, 422, needs the override",
        "p2, 100.5, 422, shadow",
        "p3, no-operation, 422, except",
        "p3, turnout.chain.v1.ChainService/Unknown, 422, is not an operation of chain",
        "p4, 7, 409, Somebody changed chain since",
        "p4, '', 422, rev",
        "p5, '', 422, needs a reason",
        "p5, <script>alert(1)</script>, 422, reason",
        "p6, please, 422, override",
        "strategy, '', 422, only enabled with the strategy",
        "strategy, gradual, 422, no such strategy",
        "f, nothing, 400, ''",
    })
    void refusesWithASentenceAndChangesNothing(String field, String value, int status, String sentence)
            throws Exception {
        Flags before = ops.flags.current();
        Map<String, String> form = new java.util.HashMap<>(Map.of("p1", "10", "p5", "try"));
        form.put(field, value);

        HttpResponse<String> answer = person.submit("chain", form);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(sentence).doesNotContain("Exception").doesNotContain("<script>alert");
        assertThat(ops.flags.current()).isEqualTo(before);
        assertThat(ops.flags.audit(record -> true, 10)).isEmpty();
    }

    @Test
    void takesALargerStepOnlyByOverride() throws Exception {
        HttpResponse<String> answer = person.submit("chain", Map.of("p1", "100", "p5", "rehearsal", "p6", "yes"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(ops.percent("chain")).isEqualTo(Share.ALL);
        assertThat(person.form("chain")).as("never stored").containsEntry("p6", "");
    }

    @Test
    void stopsByOneClickOnTheListAndNeverStartsAgainByOne() throws Exception {
        person.submit("chain", Map.of("p1", "10", "p5", "first step"));
        Map<String, String> click =
                Map.of("f", "chain", "enabled", "", "strategy", "turnout", "p1", "10", "p2", "0", "p4", "0");

        HttpResponse<String> stopped = person.post("/togglz/edit", click);
        var again = new java.util.HashMap<>(click);
        again.put("enabled", "enabled");
        HttpResponse<String> started = person.post("/togglz/edit", again);

        assertThat(stopped.statusCode()).isEqualTo(302);
        assertThat(started.statusCode()).isEqualTo(409);
        assertThat(ops.percent("chain")).isEqualTo(Share.NONE);
    }

    @Test
    void aStalePageDoesNotUndoARollBack() throws Exception {
        person.submit("chain", Map.of("p1", "10", "p5", "first step"));
        Map<String, String> stalePage = person.form("chain");
        ops.flags.change(FlagChange.percent("chain", Share.NONE, "bob", "answers differ"));
        stalePage.put("p1", "25");
        stalePage.put("p5", "second step");

        HttpResponse<String> answer = person.post("/togglz/edit", stalePage);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("stands at rev 2").contains("rev 1");
        assertThat(ops.percent("chain")).isEqualTo(Share.NONE);
    }

    @Test
    void theMasterFlagStopsByOneClickAndStartsOnlyWithAReason() throws Exception {
        person.submit("chain", Map.of("p1", "10", "p5", "first step"));

        HttpResponse<String> off = person.post("/togglz/edit", Map.of("f", "NATIVE_ALLOWED", "enabled", ""));
        boolean allowedAfterOff = ops.flags.current().nativeAllowed();
        HttpResponse<String> silently = person.submit("NATIVE_ALLOWED", Map.of("enabled", "enabled"));
        boolean allowedAfterSilence = ops.flags.current().nativeAllowed();
        HttpResponse<String> on =
                person.submit("NATIVE_ALLOWED", Map.of("enabled", "enabled", "p5", "the cause is found"));

        assertThat(off.statusCode()).as(off.body()).isEqualTo(302);
        assertThat(allowedAfterOff).isFalse();
        assertThat(silently.statusCode()).isEqualTo(422);
        assertThat(allowedAfterSilence).isFalse();
        assertThat(on.statusCode()).as(on.body()).isEqualTo(302);
        assertThat(ops.flags.current().nativeAllowed()).isTrue();
        assertThat(ops.percent("chain")).as("each component starts again").isEqualTo(Share.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void refusesAFormOfAnotherSite(String header, String value) throws Exception {
        Map<String, String> form = person.form("chain");
        form.putAll(Map.of("p1", "10", "p5", "forged"));

        HttpResponse<String> answer = person.with(header, value).post("/togglz/edit", form);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(ops.percent("chain")).isEqualTo(Share.NONE);
    }

    @Test
    void takesAFormWithOurOwnOrigin() throws Exception {
        Map<String, String> form = person.form("chain");
        form.putAll(Map.of("p1", "10", "p5", "first step"));

        HttpResponse<String> answer =
                person.with("Origin", ops.server.uri().toString()).post("/togglz/edit", form);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    @Test
    void aPolicyKeepsForeignScriptsFromRunning() throws Exception {
        HttpResponse<String> page = person.get("/togglz/index");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void escapesAReasonThatCameByTheApi() throws Exception {
        ops.flags.change(
                FlagChange.percent("chain", Share.parse("10"), "cli", "p99 < 5 ms <img src=x onerror=alert(1)>"));

        for (String page : List.of("/", "/togglz/index", "/togglz/edit?f=chain")) {
            assertThat(person.get(page).body()).as(page).doesNotContain("<img src=x");
        }
        assertThat(person.get("/").body()).contains("p99 &lt; 5 ms");
    }
}
