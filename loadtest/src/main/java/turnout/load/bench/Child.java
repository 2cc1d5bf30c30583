package turnout.load.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A process of the bench. Whatever becomes of the bench, its end is the end of the process, stopped ones included. */
final class Child implements AutoCloseable {

    private static final long START_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread reaper;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.reaper = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Starts a command; what it prints goes to a log of its own in {@code directory}. */
    static Child start(String name, Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), log);
    }

    /** Starts a main class of this class path, which announces its port. */
    static Child java(String name, Path directory, List<String> flags, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return speaking(name, directory, command);
    }

    /** Starts a command whose first line on standard output is for {@link #firstLine}; errors go to a log. */
    static Child speaking(String name, Path directory, List<String> command) throws IOException {
        Path log = directory.resolve(name + ".log");
        return new Child(
                name, new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The port that the process prints as its first line. */
    int announcedPort() throws IOException {
        return Integer.parseInt(firstLine());
    }

    /** Waits for it. */
    String firstLine() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        if (line == null) {
            throw failure("ended before it listened");
        }
        return line.strip();
    }

    void awaitListening(int port) throws IOException {
        await("listened on port " + port, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Looks every 20 ms. */
    void await(String what, BooleanSupplier condition) throws IOException {
        long giveUp = System.nanoTime() + START_PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw failure("ended before it " + what);
            }
            if (System.nanoTime() > giveUp) {
                throw failure("has not " + what + " after 60 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid()).start().waitFor();
    }

    /** Asks the process to end, and makes it after a while. */
    @Override
    public void close() {
        try {
            resume();
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(reaper);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    private IOException failure(String what) throws IOException {
        List<String> lines = Files.readAllLines(log).stream()
                .filter(line -> !line.startsWith("\tat "))
                .toList();
        return new IOException(name + " " + what + ": "
                + String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size())));
    }

    /** Free when it was asked for; the peers that need one cannot tell which they took. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
