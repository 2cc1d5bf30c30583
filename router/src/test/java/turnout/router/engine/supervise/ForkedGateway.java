package turnout.router.engine.supervise;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** A JVM of its own that supervises workers and nothing else, to be killed. */
final class ForkedGateway {

    private final Process process;
    private final BufferedReader output;

    private ForkedGateway(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** @param alive a pipe that each worker holds and writes its process id to */
    static ForkedGateway start(Path directory, Path alive, int workers) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForkedGateway.class.getName(),
                        directory.toString(),
                        alive.toString(),
                        Integer.toString(workers))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ForkedGateway(process);
    }

    void awaitReady() throws Exception {
        String line = output.readLine();
        while (line != null && !line.equals("all ready")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the forked gateway ended early");
        }
    }

    /** SIGKILL, and gone. */
    void kill() throws Exception {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        SidecarSettings settings = Scripts.settings(
                directory,
                Scripts.command(directory, Scripts.GOOD),
                Map.of("ALIVE", arguments[1]),
                Integer.parseInt(arguments[2]));
        AgendaThread agenda = new AgendaThread("supervisor");
        Sidecars sidecars = Sidecars.start(settings, ChildLog.create(), agenda, new Random(1));
        sidecars.started().toCompletableFuture().join();
        System.out.println("all ready");
        Thread.currentThread().join(); // Forever: it ends by being killed.
    }
}
