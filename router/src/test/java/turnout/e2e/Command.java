package turnout.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One command as the launcher hands it over, in a home.
 *
 * @param said standard output and standard error
 */
record Command(int exitCode, String said) {

    static Command run(Path home, String... arguments) throws IOException, InterruptedException {
        return run(home, Map.of(), arguments);
    }

    static Command run(Path home, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        Path target = RunningGateway.INSTALLATION.resolve("router/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dturnout.installation=" + RunningGateway.INSTALLATION,
                "-cp",
                target.resolve("router-0.1.0.jar") + ":"
                        + Files.readString(target.resolve("classpath")).strip(),
                "turnout.router.app.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TURNOUT_HOME", home.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end: " + said);
        }
        return new Command(process.exitValue(), said);
    }
}
