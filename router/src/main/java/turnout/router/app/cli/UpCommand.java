package turnout.router.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import turnout.router.app.config.Configuration;

@Command(
        name = "up",
        description = {
            "Starts devnode (unless a node is configured), the sidecar's workers, the gateway and the ops server.",
            "Prints one line for each endpoint, and `ready` when calls are answered. Ctrl-C or `down` stops all of it."
        })
final class UpCommand implements Callable<Integer> {

    private final Assembly assembly;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(
            names = "--detach",
            description = "Go on in the background, and return when calls are answered (the launcher sees to it).")
    private boolean detach;

    UpCommand(Assembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public Integer call() throws CommandFailure, StartException, InterruptedException, IOException {
        Configuration configuration = options.read();
        LogOutput.use(configuration.settings().log());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install(); // gRPC logs to java.util.logging
        Path var = configuration.places().var();
        try (RunLock _ = RunLock.take(var)) {
            RunFile.remove(var);
            FreePorts.require(configuration.settings());
            Assembly.Running gateway =
                    assembly.start(configuration, Installation.version(), running -> write(running, var));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, var), "stop"));
            print(gateway.describe());
            Thread.currentThread().join(); // until the hook ends the process
        }
        return Exit.DONE;
    }

    private static void print(RunFile running) {
        System.out.println("gateway  " + running.gateway());
        System.out.println("ops      " + running.ops());
        System.out.println("node     " + running.node());
        running.sidecars().forEach(sidecar -> System.out.println("sidecar  unix:" + sidecar.socket()));
        System.out.println("ready");
        System.out.flush();
    }

    private static void write(RunFile running, Path var) {
        try {
            running.write(var);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * On SIGTERM and SIGINT. The file goes last: as long as it is there, `down` has something to wait for. A stop that was
     * asked for is no failure, so the JVM's own 143 or 130 becomes 0.
     */
    private static void stop(Assembly.Running gateway, Path var) {
        try {
            gateway.close();
            RunFile.remove(var);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(Exit.DONE);
        }
    }
}
