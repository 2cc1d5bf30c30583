package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a machine that lacks what it needs: one line that says what to install, exit code 78. */
class LauncherIT {

    /** Where the launcher looks for a JDK without being told; what this machine has there must not be found. */
    private static final String PLACES = " /usr/lib/jvm/* /opt/* ";

    private static final String JDK = System.getProperty("java.home");

    @TempDir
    Path clone;

    private Path tools;

    @BeforeEach
    void cloneWithoutBuilds() throws IOException {
        String launcher = Files.readString(RunningGateway.INSTALLATION.resolve("turnout"));
        assertThat(launcher).containsOnlyOnce(PLACES);
        executable(Files.writeString(clone.resolve("turnout"), launcher.replace(PLACES, " ")));
        Files.createDirectories(clone.resolve("python-sidecar"));
        tools = Files.createDirectory(clone.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "grep", "mkdir", "flock", "find", "touch", "cat", "mv")) {
            program(tools.resolve(tool), "exec " + found(tool) + " \"$@\"");
        }
    }

    @Test
    void saysThatThereIsNoJdk25() throws Exception {
        assertThat(turnout(Map.of(), "up"))
                .containsExactly(
                        "78",
                        "turnout: no JDK 25 found (in JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman, on PATH):"
                                + " install Temurin 25 or set JAVA_HOME");
    }

    @Test
    void takesNoOtherJdkFor25() throws Exception {
        Path jdk = Files.createDirectories(clone.resolve("jdk21/bin"));
        program(jdk.resolve("javac"), "exit 0");
        program(jdk.resolve("java"), "exit 0");
        Files.writeString(clone.resolve("jdk21/release"), "JAVA_VERSION=\"21.0.7\"\n");

        assertThat(turnout(Map.of("JAVA_HOME", clone.resolve("jdk21").toString()), "up"))
                .hasSize(2)
                .startsWith("78")
                .last()
                .asString()
                .startsWith("turnout: no JDK 25 found");
    }

    @Test
    void saysThatThereIsNoPython() throws Exception {
        assertThat(turnout(Map.of("JAVA_HOME", JDK), "up"))
                .containsExactly(
                        "78",
                        "turnout: no Python 3.11 or newer with venv on PATH: install python3.11 and python3.11-venv");
    }

    @Test
    void saysThatThereIsNoMaven() throws Exception {
        assertThat(turnout(Map.of("JAVA_HOME", JDK), "version"))
                .containsExactly("78", "turnout: no Maven on PATH: install maven (3.8 or newer)");
    }

    @Test
    void stopsBeforeItLooksForAnythingThatMayBeMissing() throws Exception {
        Path var = Files.createDirectories(clone.resolve("var"));
        Files.writeString(var.resolve("STOP.off"), "");

        assertThat(turnout(Map.of(), "stop", "--lift", "--reason", "repaired").getFirst())
                .isEqualTo("78");
        assertThat(turnout(Map.of(), "stop", "--help").getFirst()).isEqualTo("78");
        assertThat(turnout(Map.of(), "stop").getFirst()).isEqualTo("78");
        assertThat(var.resolve("STOP.off")).exists();

        assertThat(turnout(Map.of(), "stop", "--reason", "wrong amounts").getFirst())
                .as("there is no JDK here")
                .isEqualTo("78");
        assertThat(var.resolve("STOP")).exists();
        assertThat(var.resolve("STOP.off")).doesNotExist();
    }

    @Test
    void stopsWhereThereIsNoFileToRename() throws Exception {
        turnout(Map.of(), "stop", "--reason=wrong amounts");

        assertThat(clone.resolve("var/STOP")).exists();
    }

    /** The exit code, then the lines that were said, in an environment of nothing but {@code variables} and few tools. */
    private List<String> turnout(Map<String, String> variables, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(clone.resolve("turnout").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", clone.toString());
        Process process = builder.start();
        List<String> said = process.inputReader().readAllLines();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        List<String> all = new ArrayList<>(List.of(Integer.toString(process.exitValue())));
        all.addAll(said);
        return all;
    }

    private static void program(Path file, String script) throws IOException {
        executable(Files.writeString(file, "#!/bin/sh\n" + script + "\n"));
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path found(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the launcher needs " + tool));
    }
}
