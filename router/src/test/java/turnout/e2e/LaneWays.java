package turnout.e2e;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import turnout.options.v1.Operation.Effect;

/** One Python service and the ways to it: straight by gRPC, and through two gateways, of which one takes the lane. */
final class LaneWays implements AutoCloseable {

    /** How a call gets to the service. A gateway passes it on as it comes, or collects its message to find the key. */
    enum Way {
        DIRECT("grpc", false),
        GRPC("grpc", false),
        GRPC_COLLECTED("grpc", true),
        LANE("lane", false),
        LANE_COLLECTED("lane", true);

        /** As the service has it. */
        final String protocol;

        private final boolean collected;

        Way(String protocol, boolean collected) {
            this.protocol = protocol;
            this.collected = collected;
        }
    }

    private static final Metadata.Key<String> ID = RawCalls.ascii("x-conformance-id");
    private static final Metadata.Key<String> EXPLAIN = RawCalls.ascii("x-turnout-explain");
    private static final AtomicInteger IDS = new AtomicInteger();

    final LaneService service;
    final Map<String, RunningGateway> gateways = new LinkedHashMap<>();
    private final Map<Way, ManagedChannel> channels = new LinkedHashMap<>();

    private LaneWays(LaneService service) {
        this.service = service;
    }

    /** Starts all three processes. */
    static LaneWays start(Path home, String contract, List<String> operations) throws IOException {
        LaneWays ways = new LaneWays(LaneService.start(home, "service"));
        try {
            List<String> methods = operations.isEmpty() ? ways.service.methods() : operations;
            Path descriptors = LaneContract.write(home, contract, Effect.READ, methods);
            for (String protocol : List.of("grpc", "lane")) {
                ways.gateways.put(
                        protocol,
                        RunningGateway.start(
                                Files.createDirectory(home.resolve(protocol)),
                                "engines.python.protocol=" + protocol,
                                "engines.python.targets=" + ways.service.target(),
                                "gateway.descriptors=" + descriptors,
                                // Above the service's own limit, so that it is the service that refuses.
                                "gateway.limits.request-message=8MiB"));
            }
            for (Way way : Way.values()) {
                RunningGateway gateway = ways.gateways.get(way.protocol);
                ways.channels.put(way, way == Way.DIRECT ? ways.service.direct() : gateway.channel());
            }
            return ways;
        } catch (IOException | RuntimeException e) {
            ways.close();
            throw e;
        }
    }

    /** A call that has an id of its own, and its way. */
    record Asked(Way way, String id, ObservedCall call) {}

    Channel channel(Way way) {
        return channels.get(way);
    }

    /** @param metadata is merged into the call's */
    Asked ask(Way way, String method, CallOptions options, Metadata metadata, byte[]... messages) {
        String id = way + "-" + IDS.incrementAndGet();
        Metadata own = new Metadata();
        own.merge(metadata);
        own.put(ID, id);
        if (way.collected) {
            own.put(EXPLAIN, "1");
        }
        return new Asked(way, id, ObservedCall.start(channel(way), method, options, own, messages));
    }

    /** The same call by every way, at once. */
    List<Asked> askAll(String method, CallOptions options, Metadata metadata, byte[]... messages) {
        List<Asked> asked = new ArrayList<>();
        for (Way way : Way.values()) {
            asked.add(ask(way, method, options, metadata, messages));
        }
        return asked;
    }

    static CallOptions within(long millis) {
        return CallOptions.DEFAULT.withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        gateways.values().forEach(RunningGateway::close);
        service.close();
    }
}
