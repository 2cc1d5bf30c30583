package turnout.router.engine.supervise;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The small node that stands in when none is configured: started and stopped with the gateway, never restarted. */
public final class DevnodeProcess {

    private final ChildProcess child;
    private final PidFile pidFile;
    private final Agenda agenda;

    private DevnodeProcess(ChildProcess child, PidFile pidFile, Agenda agenda) {
        this.child = child;
        this.pidFile = pidFile;
        this.agenda = agenda;
    }

    /**
     * Kills a node that an earlier gateway left behind on the same data, then starts one.
     *
     * @param program how a JVM with devnode's main class is started
     * @param listen {@code HOST:PORT}, port 0 for any free one
     * @param data the node's directory
     * @param options further arguments, such as {@code --block-every 30s}
     * @param pidFile what was started, for the next gateway
     * @param agenda must outlive the process
     * @throws IOException when no process can be made
     */
    public static DevnodeProcess start(
            List<String> program,
            String listen,
            Path data,
            List<String> options,
            Path pidFile,
            ChildLog log,
            Agenda agenda)
            throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--listen", listen, "--data", data.toString(), "--supervised"));
        command.addAll(options);
        PidFile written = new PidFile(pidFile);
        written.reap();
        ChildProcess child = ChildProcess.start(new ChildCommand("child=devnode", command, Map.of()), log);
        StartedProcess identity = StartedProcess.of(child.pid(), data.toString());
        agenda.soon(() -> written.write(List.of(identity)));
        return new DevnodeProcess(child, written, agenda);
    }

    /** Fails with {@link ChildEndedException} when the process ended before it could be called. */
    public CompletionStage<DevnodeAddress> ready() {
        return child.ready().thenApply(DevnodeAddress::parse);
    }

    /** The exit code, when it ends for whatever reason. */
    public CompletionStage<Integer> exited() {
        return child.exited();
    }

    public long pid() {
        return child.pid();
    }

    /** Asks it to end, kills it after {@code grace}; completes when it is gone. */
    public CompletionStage<Integer> stop(Duration grace) {
        return child.stop(grace, agenda).whenCompleteAsync((code, failure) -> pidFile.remove(), agenda::soon);
    }
}
