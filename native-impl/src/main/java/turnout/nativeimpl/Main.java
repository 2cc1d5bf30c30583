package turnout.nativeimpl;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import turnout.nativeimpl.node.NodeSettings;

/** Serves the engine alone on a stock grpc-java server: what a finished migration leaves behind. */
public final class Main {

    private static final Set<String> OPTIONS = Set.of(
            "--listen", "--node-url", "--node-cookie-file", "--node-user", "--node-password-file", "--node-network");

    private static final String LOGGING = "logback.configurationFile";

    // sysexits.h's EX_CONFIG.
    private static final int CONFIGURATION_PROBLEM = 78;
    private static final int DRAIN_SECONDS = 10;

    private Main() {}

    /** Prints {@code listening on HOST:PORT} and serves until the process is told to end. */
    public static void main(String[] args) throws IOException, InterruptedException {
        // Without a configuration Logback writes at DEBUG, where Netty's lines hold callers' keys.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "turnout/nativeimpl/logback.xml");
        }
        List<String> problems = new ArrayList<>();
        Map<String, String> options = options(args, problems);
        InetSocketAddress address = address(options.getOrDefault("--listen", "127.0.0.1:0"), problems);
        Optional<NodeSettings> node = NodeOptions.read(options, System.getenv(), problems);
        if (!problems.isEmpty()) {
            problems.forEach(System.err::println);
            System.exit(CONFIGURATION_PROBLEM);
        }
        NativeServices services = node.map(NativeServices::create).orElseGet(NativeServices::createWithoutNode);
        services.nodeProblem().ifPresent(problem -> System.err.println("node: " + problem));
        Server server = start(address, services);
        System.out.println("listening on " + address.getHostString() + ":" + server.getPort());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, services)));
        server.awaitTermination();
    }

    /** Each call on a virtual thread of its own, since chain calls wait for the node. */
    static Server start(InetSocketAddress address, NativeServices services) throws IOException {
        HealthStatusManager health = new HealthStatusManager();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .addService(health.getHealthService());
        services.definitions().forEach(service -> {
            builder.addService(service);
            health.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING);
        });
        return builder.build().start();
    }

    private static void stop(Server server, NativeServices services) {
        try {
            server.shutdown();
            if (!server.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            services.close();
        }
    }

    private static Map<String, String> options(String[] args, List<String> problems) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (!OPTIONS.contains(args[i])) {
                problems.add(args[i] + " is not an option (expected: "
                        + String.join(", ", OPTIONS.stream().sorted().toList()) + ")");
            } else if (i + 1 == args.length) {
                problems.add(args[i] + " lacks its value");
            } else {
                options.put(args[i], args[++i]);
            }
        }
        return options;
    }

    private static InetSocketAddress address(String text, List<String> problems) {
        int colon = text.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    text.substring(0, Math.max(colon, 0)), Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            problems.add("--listen: \"" + text + "\" is not an address (expected: 127.0.0.1:50052)");
            return new InetSocketAddress(0);
        }
    }
}
