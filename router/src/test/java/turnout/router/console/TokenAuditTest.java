package turnout.router.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenAuditTest {

    @TempDir
    Path folder;

    @Test
    void recordsOnceWhoWasLetInAndWhoNoMoreThoughTheGatewayWasDownMeanwhile() throws Exception {
        String otto;
        try (OpsFixture ops = new OpsFixture(folder);
                OpsClient program = OpsClient.program(ops)) {
            otto = ops.tokens.add("otto", AccessRole.OPERATOR);
            program.get("/api/v1/flags");
            program.get("/api/v1/flags");
            recorded(program, 1);

            ops.tokens.add("vera", AccessRole.VIEWER);
        }
        new TokenFile(folder.resolve("ops.tokens")).remove("otto");

        try (OpsFixture ops = new OpsFixture(folder);
                OpsClient program = OpsClient.program(ops)) {
            recorded(program, 3);
            HttpResponse<String> audit = program.get("/api/v1/audit");

            assertThat(actions(program)).containsExactlyInAnyOrder("token.add", "token.add", "token.remove");
            assertThat(audit.body())
                    .contains("\"token\":\"otto\",\"role\":\"operator\"")
                    .doesNotContain(otto);
        }
        try (OpsFixture ops = new OpsFixture(folder);
                OpsClient program = OpsClient.program(ops)) {
            assertThat(actions(program)).as("nothing has changed").hasSize(3);
        }
    }

    /** Records are written by a thread of the store's. */
    private static void recorded(OpsClient program, int count) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (actions(program).size() != count) {
            assertThat(System.nanoTime()).as("within 20 s").isLessThan(until);
        }
    }

    private static List<String> actions(OpsClient program) throws Exception {
        return OpsClient.body(program.get("/api/v1/audit")).path("records").findValuesAsString("action").stream()
                .filter(action -> action.startsWith("token."))
                .toList();
    }
}
