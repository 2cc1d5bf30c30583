package turnout.router.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route with every role: who may not is told which role it takes, and changes nothing. */
class AccessTest {

    private static final String WHY = "{\"reason\":\"test\"}";

    @TempDir
    Path folder;

    private OpsFixture ops;

    @BeforeEach
    void start() throws Exception {
        ops = new OpsFixture(folder);
    }

    @AfterEach
    void stop() {
        ops.close();
    }

    record Route(String method, String path, String body, AccessRole needed) {}

    static Stream<Route> routes() {
        return Stream.of(
                new Route("GET", "/", "", AccessRole.VIEWER),
                new Route("GET", "/stop", "", AccessRole.VIEWER),
                new Route("GET", "/togglz/index", "", AccessRole.VIEWER),
                new Route("GET", "/togglz/edit?f=chain", "", AccessRole.VIEWER),
                new Route("GET", "/metrics", "", AccessRole.VIEWER),
                new Route("GET", "/api/v1/flags", "", AccessRole.VIEWER),
                new Route("GET", "/api/v1/flags/chain", "", AccessRole.VIEWER),
                new Route("GET", "/api/v1/flags/chain/history", "", AccessRole.VIEWER),
                new Route("GET", "/api/v1/master", "", AccessRole.VIEWER),
                new Route("GET", "/api/v1/stop", "", AccessRole.VIEWER),
                new Route("GET", "/api/v1/rollouts", "", AccessRole.VIEWER),
                new Route("GET", "/api/v1/audit", "", AccessRole.VIEWER),
                new Route("GET", "/api/v1/histograms", "", AccessRole.VIEWER),
                new Route("GET", "/api/v1/nodes", "", AccessRole.VIEWER),
                new Route(
                        "PUT", "/api/v1/flags/chain", "{\"percent\":\"10\",\"reason\":\"test\"}", AccessRole.OPERATOR),
                new Route("POST", "/api/v1/stop", WHY, AccessRole.OPERATOR),
                new Route("PUT", "/api/v1/stop", WHY, AccessRole.OPERATOR),
                new Route("PUT", "/api/v1/master", "{\"allowed\":false,\"reason\":\"test\"}", AccessRole.OPERATOR),
                new Route(
                        "PUT",
                        "/api/v1/flags/native-allowed",
                        "{\"allowed\":false,\"reason\":\"test\"}",
                        AccessRole.OPERATOR),
                new Route("PUT", "/api/v1/master", "{\"allowed\":true,\"reason\":\"test\"}", AccessRole.ADMINISTRATOR),
                new Route(
                        "PUT",
                        "/api/v1/flags/native-allowed",
                        "{\"allowed\":true,\"reason\":\"test\"}",
                        AccessRole.ADMINISTRATOR),
                new Route("POST", "/api/v1/stop/lift", WHY, AccessRole.ADMINISTRATOR),
                new Route("POST", "/api/v1/stop/lift/", WHY, AccessRole.ADMINISTRATOR),
                new Route("POST", "/api/v1/%73top/lift", WHY, AccessRole.ADMINISTRATOR),
                new Route("POST", "/api/v1/rollouts/chain/start", WHY, AccessRole.ADMINISTRATOR),
                new Route("POST", "/api/v1/something/new", WHY, AccessRole.ADMINISTRATOR),
                new Route("DELETE", "/api/v1/flags/chain/history", "", AccessRole.ADMINISTRATOR));
    }

    static Stream<Arguments> everyRouteWithEveryRole() {
        return routes().flatMap(route -> Stream.of(AccessRole.values()).map(role -> Arguments.of(route, role)));
    }

    @ParameterizedTest
    @MethodSource("everyRouteWithEveryRole")
    void letsThroughExactlyWhoMay(Route route, AccessRole role) throws Exception {
        HttpResponse<String> answer;
        try (OpsClient client = OpsClient.with(ops, "sam", role)) {
            answer = route.body().isEmpty() && route.method().equals("GET")
                    ? client.get(route.path())
                    : client.json(route.method(), route.path(), route.body());
        }

        if (role.covers(route.needed())) {
            assertThat(answer.statusCode()).as(answer.body()).isNotIn(401, 403);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("needs the role ");
            assertThat(ops.flags.current().of("chain").rev()).isZero();
            assertThat(ops.flags.current().nativeAllowed()).isTrue();
            assertThat(ops.stop.state().rev()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("rolesAndForms")
    void holdsForTheTogglzForms(AccessRole role, String feature, boolean enabled, boolean allowed) throws Exception {
        if (enabled && feature.equals("NATIVE_ALLOWED")) {
            ops.flags.allowNative(false, "alice", "so that there is something to allow");
        }
        long before = ops.flags.current().nativeRev()
                + ops.flags.current().of("chain").rev();
        try (OpsClient client = OpsClient.loggedIn(ops, "sam", role)) {
            Map<String, String> form = Map.of("enabled", enabled ? "enabled" : "", "p1", "10", "p5", "test");

            HttpResponse<String> answer = client.submit(feature, form);

            long after = ops.flags.current().nativeRev()
                    + ops.flags.current().of("chain").rev();
            if (allowed) {
                assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 399);
                assertThat(after).isGreaterThan(before);
            } else {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
                assertThat(answer.body()).contains("needs the role");
                assertThat(after).isEqualTo(before);
            }
        }
    }

    static Stream<Arguments> rolesAndForms() {
        return Stream.of(
                Arguments.of(AccessRole.VIEWER, "chain", true, false),
                Arguments.of(AccessRole.OPERATOR, "chain", true, true),
                Arguments.of(AccessRole.ADMINISTRATOR, "chain", true, true),
                Arguments.of(AccessRole.VIEWER, "NATIVE_ALLOWED", false, false),
                Arguments.of(AccessRole.OPERATOR, "NATIVE_ALLOWED", false, true),
                Arguments.of(AccessRole.OPERATOR, "NATIVE_ALLOWED", true, false),
                Arguments.of(AccessRole.ADMINISTRATOR, "NATIVE_ALLOWED", true, true));
    }

    @Test
    void theStopFormTakesAnOperatorAndAReason() throws Exception {
        try (OpsClient viewer = OpsClient.loggedIn(ops, "vera", AccessRole.VIEWER);
                OpsClient operator = OpsClient.loggedIn(ops, "otto", AccessRole.OPERATOR)) {
            assertThat(viewer.post("/stop", Map.of("reason", "test")).statusCode())
                    .isEqualTo(403);
            assertThat(operator.post("/stop", Map.of("reason", " ")).statusCode())
                    .isEqualTo(422);
            assertThat(ops.stop.state().stopped()).isFalse();

            assertThat(operator.post("/stop", Map.of("reason", "wrong <amounts>"))
                            .statusCode())
                    .isEqualTo(303);

            assertThat(ops.routes.current().stopped()).isTrue();
            assertThat(ops.stop.state().actor()).isEqualTo("otto");
            assertThat(viewer.get("/").body()).contains("Emergency stop").contains("wrong &lt;amounts&gt;");
        }
    }

    @Test
    void aTokenThatIsTakenAwayEndsItsSessionsToo() throws Exception {
        try (OpsClient operator = OpsClient.loggedIn(ops, "otto", AccessRole.OPERATOR)) {
            assertThat(operator.get("/").statusCode()).isEqualTo(200);

            ops.tokens.remove("otto");

            assertThat(operator.get("/").statusCode()).isEqualTo(303);
            assertThat(operator.json("POST", "/api/v1/stop", WHY).statusCode()).isEqualTo(401);
        }
    }
}
