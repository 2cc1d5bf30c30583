package turnout.router.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    @TempDir
    Path folder;

    private OpsFixture ops;
    private OpsClient stranger;

    @BeforeEach
    void start() throws Exception {
        ops = new OpsFixture(folder);
        stranger = OpsClient.stranger(ops);
    }

    @AfterEach
    void stop() {
        stranger.close();
        ops.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/flags", "/api/v1/audit", "/metrics"})
    void programsNeedTheToken(String path) throws Exception {
        HttpResponse<String> without = stranger.get(path);
        HttpResponse<String> wrong = OpsClient.stranger(ops)
                .with("Authorization", "Bearer " + "x".repeat(43))
                .get(path);
        HttpResponse<String> with = OpsClient.program(ops).get(path);

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertThat(without.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(with.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/togglz/", "/togglz/index", "/togglz/edit?f=chain"})
    void peopleAreSentToTheLoginAndBack(String path) throws Exception {
        HttpResponse<String> answer = stranger.get(path);

        assertThat(answer.statusCode()).isEqualTo(303);
        String login = answer.headers().firstValue("Location").orElseThrow();
        assertThat(login).startsWith("/login?next=");
        assertThat(stranger.get(login).body()).contains("name=\"next\" value=\"" + path + "\"");
        assertThat(stranger.post("/login", Map.of("token", ops.token, "next", path))
                        .headers()
                        .firstValue("Location"))
                .hasValue(path);
    }

    @Test
    void nobodyWritesWithoutALogin() throws Exception {
        HttpResponse<String> answer = stranger.post("/togglz/edit", Map.of("f", "chain", "enabled", ""));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        HttpResponse<String> answer = stranger.post("/login", Map.of("token", ops.token));

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Strict");
    }

    @Test
    void loggingOutEndsTheSession() throws Exception {
        try (OpsClient person = OpsClient.person(ops, "alice")) {
            int before = person.get("/").statusCode();
            person.post("/logout", Map.of());

            assertThat(before).isEqualTo(200);
            assertThat(person.get("/").statusCode()).isEqualTo(303);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "/login", "javascript:x"})
    void neverSendsSomebodyElsewhere(String next) throws Exception {
        HttpResponse<String> answer = stranger.post("/login", Map.of("token", ops.token, "next", next));

        assertThat(answer.headers().firstValue("Location")).hasValue("/");
    }

    @Test
    void manyWrongTokensAreAnsweredShortlyAndTheRightOneStillWorks() throws Exception {
        for (int i = 0; i < LoginAttempts.FREE; i++) {
            assertThat(stranger.post("/login", Map.of("token", "wrong")).statusCode())
                    .isEqualTo(401);
        }

        assertThat(stranger.post("/login", Map.of("token", "wrong")).statusCode())
                .isEqualTo(429);
        assertThat(stranger.post("/login", Map.of("token", ops.token)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void aPageOfAnotherSiteCannotUseTheSession() throws Exception {
        try (OpsClient person = OpsClient.person(ops, "alice")) {
            HttpResponse<String> answer = person.with("Sec-Fetch-Site", "cross-site")
                    .json("PUT", "/api/v1/flags/chain", "{\"percent\":\"10\",\"reason\":\"forged\"}");

            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 200", "false, 503"})
    void machinesAskHealthWithoutAToken(boolean ready, int status) throws Exception {
        ops.ready.set(ready);

        assertThat(stranger.get("/livez").statusCode()).isEqualTo(200);
        assertThat(stranger.get("/readyz").statusCode()).isEqualTo(status);
    }

    @Test
    void theListenerForMetricsServesNothingElse() throws Exception {
        String metrics = ops.server.metricsUri().orElseThrow().toString();

        assertThat(stranger.get(metrics + "/metrics").body()).contains("turnout_calls_total 1.0");
        assertThat(stranger.get(metrics + "/readyz").statusCode()).isEqualTo(200);
        assertThat(stranger.get(metrics + "/api/v1/flags").statusCode()).isEqualTo(404);
        assertThat(stranger.get(metrics + "/togglz/").statusCode()).isEqualTo(404);
    }

    @Test
    void theTokenFileIsItsOwnersOnlyAndStays() throws Exception {
        Path file = folder.resolve("ops.token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(OpsToken.loadOrCreate(file).matches(ops.token)).isTrue();
        assertThat(OpsToken.loadOrCreate(file).toString()).doesNotContain(ops.token);
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("short.token"), "secret\n");

        assertThatThrownBy(() -> OpsToken.loadOrCreate(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("6 characters");
    }

    @Test
    void aSessionEndsAfterAWorkingDay() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var sessions = new Sessions(now::get);
        String id = sessions.open(new Person("alice", AccessRole.OPERATOR, Optional.empty()));

        now.set(Instant.EPOCH.plus(Sessions.LIFETIME).plus(Duration.ofSeconds(1)));

        assertThat(sessions.person(id)).isEmpty();
    }
}
