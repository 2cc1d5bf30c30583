package turnout.load.bench;

import com.google.protobuf.Descriptors.MethodDescriptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import turnout.contract.Contract;
import turnout.load.Load;
import turnout.nativeimpl.NativeServices;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.node.NodeSettings;

/** {@code turnout bench engines}: every operation, PYTHON against NATIVE, each at its own boundary. */
@Command(
        name = "engines",
        mixinStandardHelpOptions = true,
        description =
                "Measures each operation in both engines without a gateway between: calls a second on one core and"
                        + " on all, CPU for a call, latency, allocation.",
        footer = {"", "Exit codes: 0 measured, 1 not, 2 wrong usage."})
public final class EnginesBench implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--gateway-command", required = true, description = "Starts workers and a node, with a gateway.")
    String gatewayCommand = "";

    @Option(names = "--seconds", defaultValue = "1", description = "Of each measurement (default: ${DEFAULT-VALUE}).")
    double seconds;

    @Option(names = "--operation", split = ",", description = "Those whose names contain it; default: all.")
    List<String> chosen = List.of();

    public static void main(String[] arguments) {
        System.exit(Load.program(new EnginesBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (seconds <= 0) {
            err.println("bench engines: --seconds is above 0");
            return 2;
        }
        int cores = Runtime.getRuntime().availableProcessors();
        try (WholeTurnout turnout = WholeTurnout.start(gatewayCommand, List.of("engines.python.workers=" + cores));
                PythonEngine python = new PythonEngine(turnout.workers());
                NativeServices services = NativeServices.create(node(turnout))) {
            EnginesReport report = measure(python, new NativeEngine(services), cores, err);
            spec.commandLine().getOut().print(report.text());
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            err.println("bench engines: " + e.getMessage());
            return 1;
        }
    }

    private static NodeSettings node(WholeTurnout turnout) {
        return new NodeSettings(
                turnout.node(),
                Optional.of(turnout.nodeCookie()),
                Optional.empty(),
                Optional.empty(),
                Chain.REGTEST,
                NodeSettings.DEFAULT_CONNECT_TIMEOUT,
                NodeSettings.DEFAULT_READ_TIMEOUT);
    }

    private EnginesReport measure(PythonEngine python, NativeEngine inJvm, int cores, PrintWriter err)
            throws IOException, InterruptedException {
        EngineRequests requests = EngineRequests.of(Path.of(System.getProperty("turnout.installation", "")), python);
        long nanos = Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
        List<EnginesReport.Row> rows = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (MethodDescriptor method : Contract.shipped().methods()) {
            String name = method.getService().getFullName() + "/" + method.getName();
            if (!chosen.isEmpty() && chosen.stream().noneMatch(name::contains)) {
                continue;
            }
            List<EngineRequest> chosenRequests = method.isServerStreaming() ? List.of() : requests.of(name);
            if (chosenRequests.isEmpty()) {
                leftOut.add(name + (method.isServerStreaming() ? " (a stream)" : " (no request is answered OK)"));
            }
            for (EngineRequest request : chosenRequests) {
                rows.add(new EnginesReport.Row(
                        request, python.measure(request, nanos), inJvm.measure(request, nanos, cores)));
                err.printf("%s: %.1f times%n", request.title(), rows.getLast().ratio());
                err.flush();
            }
        }
        return new EnginesReport(rows, leftOut);
    }
}
