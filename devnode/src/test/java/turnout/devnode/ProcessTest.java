package turnout.devnode;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The node as its supervisor sees it: arguments, the ready line, files, ways to end. */
@Timeout(60)
class ProcessTest {
    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "turnout.devnode.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private String[] readyWords(Process process) throws IOException {
        String line = reader(process.getInputStream()).readLine();
        assertThat(line).matches("ready http://127\\.0\\.0\\.1:\\d+ cookie \\S+/\\.cookie");
        return line.split(" ");
    }

    private static String ask(String[] ready, String method) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(ready[1]).toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization", TestNode.basic(Files.readString(Path.of(ready[3]))));
        try (OutputStream out = connection.getOutputStream()) {
            out.write(("{\"method\":\"" + method + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void saysWhereItAnswersAndWhoMayAsk() throws Exception {
        Path data = directory.resolve("made/by/the/node");
        Process process = start("--listen", "127.0.0.1:0", "--data", data.toString());

        String[] ready = readyWords(process);

        assertThat(Path.of(ready[3]))
                .isEqualTo(data.resolve(".cookie"))
                .content()
                .matches("__cookie__:[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(ready[3]))))
                .isEqualTo("rw-------");
        assertThat(ask(ready, "getblockcount")).isEqualTo("{\"result\":115,\"error\":null}");
        assertThat(ask(ready, "stop")).isEqualTo("{\"result\":\"Bitcoin Core stopping\",\"error\":null}");
        assertThat(process.waitFor(20, SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Path.of(ready[3])).doesNotExist();
    }

    @Test
    void endsWithItsSupervisor() throws Exception {
        Process process = start("--listen", "127.0.0.1:0", "--data", directory.toString(), "--supervised");
        readyWords(process);

        process.getOutputStream().close();

        assertThat(process.waitFor(20, SECONDS)).isTrue();
        assertThat(directory.resolve(".cookie")).doesNotExist();
    }

    @Test
    void endsOnATerminationSignal() throws Exception {
        Process process = start("--listen", "127.0.0.1:0", "--data", directory.toString());
        readyWords(process);

        process.destroy();

        assertThat(process.waitFor(20, SECONDS)).isTrue();
        assertThat(directory.resolve(".cookie")).doesNotExist();
    }

    @Test
    void minesByTheClock() throws Exception {
        Process process = start("--listen", "127.0.0.1:0", "--data", directory.toString(), "--block-every", "100ms");
        String[] ready = readyWords(process);

        int height = height(ready);
        while (height < 118) {
            height = height(ready);
        }

        assertThat(ask(ready, "getmempoolinfo")).contains("\"loaded\":true");
    }

    private static int height(String[] ready) throws IOException {
        return Integer.parseInt(ask(ready, "getblockcount").replaceAll("\\{\"result\":(\\d+),.*", "$1"));
    }

    @Test
    void refusesArgumentsThatItDoesNotUnderstand() throws Exception {
        for (String[] wrong : new String[][] {
            {"--data", directory.toString(), "--listen", "nowhere"},
            {"--data", directory.toString(), "--block-every", "5sec"},
            {"--listen", "127.0.0.1:0"},
        }) {
            Process process = start(wrong);

            assertThat(process.waitFor(20, SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(78);
            assertThat(reader(process.getInputStream()).readLine()).isNull();
        }
    }

    @Test
    void leavesANodeAloneThatHasTheAddressOrTheDirectory() throws Exception {
        Process first = start("--listen", "127.0.0.1:0", "--data", directory.toString());
        String[] ready = readyWords(first);
        String cookie = Files.readString(Path.of(ready[3]));
        String address = ready[1].substring("http://".length());

        Process sameDirectory = start("--listen", "127.0.0.1:0", "--data", directory.toString());
        Process sameAddress =
                start("--listen", address, "--data", directory.resolve("other").toString());

        for (Process second : List.of(sameDirectory, sameAddress)) {
            assertThat(second.waitFor(20, SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(69);
            assertThat(reader(second.getErrorStream()).readLine()).contains("event=start_failed");
        }
        assertThat(Files.readString(Path.of(ready[3]))).isEqualTo(cookie);
        assertThat(ask(ready, "getblockcount")).contains("115");
    }
}
