package turnout.router.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import turnout.router.app.config.Configuration;
import turnout.router.app.config.Places;

final class CommandsTest {

    /** Refuses to start, after it has said that somebody tried. */
    private static final class RefusingAssembly implements Assembly {

        private boolean asked;

        @Override
        public Running start(Configuration configuration, String version, Consumer<RunFile> changed)
                throws StartException {
            asked = true;
            throw new StartException("gateway.listen: 127.0.0.1:50051 is in use");
        }

        @Override
        public Set<String> nativeMethods() {
            return Set.of("turnout.script.v1.ScriptService/DecodeScript");
        }
    }

    private static final PrintStream REAL_OUT = System.out;

    private final RefusingAssembly assembly = new RefusingAssembly();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path home = Path.of("");

    private Path configuration = home;

    @BeforeEach
    void captureOutput() throws IOException {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        configuration = Files.createFile(
                Files.createDirectory(home.resolve("rollout-config")).resolve("turnout.yaml"));
    }

    @AfterEach
    void releaseOutput() {
        System.setOut(REAL_OUT);
    }

    @Test
    void namesEveryCommandInItsHelp() {
        assertThat(run("--help")).isEqualTo(Exit.DONE);
        assertThat(out())
                .contains("up ", "down ", "status ", "flag ", "explain ", "config ", "audit ", "version ")
                .contains("load ", "bench ", "test ");
    }

    @Test
    void exitsWithUsageForWhatItDoesNotKnow() {
        assertThat(run("launch")).isEqualTo(Exit.USAGE);
        assertThat(run("flag", "set", "script", "--percent", "10")).isEqualTo(Exit.USAGE);
        assertThat(run("flag", "set", "script", "--percent", "101", "--reason", "r"))
                .isEqualTo(Exit.USAGE);
        assertThat(run("flag", "get", "nothing")).isEqualTo(Exit.USAGE);
        assertThat(run("explain", "turnout.script.v1.ScriptService/Nothing", "00"))
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void startsNothingWithABrokenConfiguration() throws IOException {
        Files.writeString(configuration, "gateway:\n  drain: soon\n  listn: x\n");

        assertThat(run("up")).isEqualTo(Exit.CONFIGURATION);
        assertThat(err()).contains("turnout.yaml:2: gateway.drain", "turnout.yaml:3: there is no key gateway.listn");
        assertThat(assembly.asked).isFalse();
        assertThat(home.resolve("var")).doesNotExist();
    }

    @Test
    void saysInOneLineWhyAGatewayDidNotStartAndLeavesNoRunFile() {
        assertThat(run("up", "-D", "gateway.listen=127.0.0.1:0", "-D", "ops.listen=127.0.0.1:0"))
                .isEqualTo(Exit.NO);
        assertThat(err()).isEqualToIgnoringNewLines("turnout: gateway.listen: 127.0.0.1:50051 is in use");
        assertThat(RunFile.in(home.resolve("var"))).doesNotExist();
    }

    @Test
    void namesTheKeyOfAPortInUseBeforeAnythingIsStarted() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThat(run("up", "-D", "gateway.listen=127.0.0.1:0", "-D", "ops.listen=" + address))
                    .isEqualTo(Exit.NO);
            assertThat(err())
                    .startsWith("turnout: ops.listen: cannot listen on " + address)
                    .hasLineCount(1);
            assertThat(assembly.asked).isFalse();
        }
    }

    @Test
    void letsOneGatewayRunInAVar() throws Exception {
        try (RunLock _ = RunLock.take(home.resolve("var"))) {
            assertThat(anotherProcessMayTakeTheLock()).isFalse();
        }
        assertThat(anotherProcessMayTakeTheLock()).isTrue();
    }

    @Test
    void knowsThatNothingRuns() {
        assertThat(run("down")).isEqualTo(Exit.DONE);
        assertThat(out()).contains("nothing is running");
        assertThat(run("status")).isEqualTo(Exit.NOT_REACHABLE);
    }

    @Test
    void forgetsAGatewayThatWasKilled() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path var = Files.createDirectories(home.resolve("var"));
        new RunFile("127.0.0.1:1", "http://127.0.0.1:2", "t", "http://127.0.0.1:3", ended.pid(), List.of(), "1")
                .write(var);

        assertThat(RunFile.find(var)).isEmpty();
        assertThat(run("down")).isEqualTo(Exit.DONE);
        assertThat(RunFile.in(var)).doesNotExist();
    }

    @Test
    void stopsTheProcessThatTheRunFileNames() throws Exception {
        Process running = new ProcessBuilder("cat").start(); // ends only when it is told to
        Path var = Files.createDirectories(home.resolve("var"));
        new RunFile("127.0.0.1:1", "http://127.0.0.1:2", "t", "http://127.0.0.1:3", running.pid(), List.of(), "1")
                .write(var);

        assertThat(run("down")).isEqualTo(Exit.DONE);
        assertThat(out()).contains("stopped");
        assertThat(running.isAlive()).isFalse();
    }

    @Test
    void setsShowsAndRemembersAFlagWhileNoGatewayRuns() {
        assertThat(run("flag", "set", "script", "--percent", "10", "--reason", "first step"))
                .isEqualTo(Exit.DONE);
        assertThat(run("flag", "get", "script", "--json")).isEqualTo(Exit.DONE);
        assertThat(out()).contains("\"percent\":\"10\"", "\"rev\":1");

        assertThat(run("flag", "set", "script", "--percent", "100", "--reason", "too far"))
                .isEqualTo(Exit.NO);
        assertThat(err()).contains("needs the override");

        assertThat(run("flag", "history", "script")).isEqualTo(Exit.DONE);
        assertThat(out()).contains("percent 0→10", "first step");
        assertThat(run("audit", "verify")).isEqualTo(Exit.DONE);
    }

    @Test
    void findsAnAuditLogThatWasChanged() throws IOException {
        run("flag", "set", "script", "--percent", "10", "--reason", "first step");
        Path log = home.resolve("var/audit.jsonl");
        Files.writeString(log, Files.readString(log).replace("first step", "other words"));

        assertThat(run("audit", "verify")).isEqualTo(Exit.NO);
    }

    @Test
    void explainsWhereACallGoes() {
        assertThat(run("explain", "turnout.script.v1.ScriptService/DecodeScript", "51", "--percent", "100"))
                .isEqualTo(Exit.DONE);
        assertThat(out()).containsPattern("engine +native").containsPattern("reason +percent");
    }

    @Test
    void printsWhatIsSetAndWhere() throws IOException {
        Files.writeString(configuration, "log:\n  level: warn\n");

        assertThat(run("config", "print", "-D", "gateway.drain=3s")).isEqualTo(Exit.DONE);
        assertThat(out())
                .containsPattern("gateway.drain +3s +-D gateway.drain")
                .containsPattern("log.level +warn +.*:2");
        assertThat(out()).doesNotContain("default");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Turnout.commandLine(assembly, new Places(home, home), Map.of())
                .setErr(printer(err))
                .setOut(printer(out));
        return commandLine.execute(arguments);
    }

    /** A process of its own, because a JVM may not ask for a lock that it holds itself. */
    private boolean anotherProcessMayTakeTheLock() throws IOException, InterruptedException {
        String lock = home.resolve("var/turnout.lock").toString();
        String attempt = "import fcntl,sys\nfcntl.lockf(open(sys.argv[1], 'w'), fcntl.LOCK_EX | fcntl.LOCK_NB)";
        return new ProcessBuilder("python3", "-c", attempt, lock).start().waitFor() == 0;
    }

    private static PrintWriter printer(ByteArrayOutputStream to) {
        return new PrintWriter(to, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
