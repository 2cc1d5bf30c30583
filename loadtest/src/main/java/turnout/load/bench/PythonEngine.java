package turnout.load.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * PYTHON at its boundary: workers of the sidecar, called by lane as the gateway calls them, and by gRPC where a message is
 * too large for one frame. CPU is that of the worker's whole process.
 */
final class PythonEngine implements AutoCloseable {

    // Enough that a worker never waits for its caller.
    private static final int IN_FLIGHT = 16;

    private final List<WholeTurnout.Worker> workers;
    private final List<GrpcCalls> grpc = new ArrayList<>();
    private final List<Announcement> lanes = new ArrayList<>();

    /** @param workers one for each core */
    PythonEngine(List<WholeTurnout.Worker> workers) throws IOException {
        this.workers = List.copyOf(workers);
        for (WholeTurnout.Worker worker : workers) {
            GrpcCalls calls = new GrpcCalls(worker.address());
            grpc.add(calls);
            lanes.add(calls.announcement());
        }
    }

    /** The reply, by gRPC. */
    byte[] answer(String method, byte[] request) throws IOException {
        return grpc.getFirst().unary(method, request);
    }

    EngineCost measure(EngineRequest request, long nanos) throws IOException {
        return request.fitsTheLane() ? byLane(request, nanos) : byGrpc(request, nanos);
    }

    private EngineCost byLane(EngineRequest request, long nanos) throws IOException {
        Workload workload = request.workload();
        ProcessCost meter = new ProcessCost(workers.getFirst().pid());
        ClosedLoop.Measured busy = ClosedLoop.run(
                () -> LaneConnection.open(lanes.getFirst(), workload),
                new ClosedLoop.Shape(1, IN_FLIGHT),
                ClosedLoop.Until.nanos(nanos / 2),
                ClosedLoop.Until.nanos(nanos),
                List.of(meter));
        List<LaneConnection> all = new ArrayList<>();
        ClosedLoop.Measured onAll = ClosedLoop.run(
                () -> {
                    LaneConnection connection = LaneConnection.open(lanes.get(all.size() % lanes.size()), workload);
                    all.add(connection);
                    return connection;
                },
                new ClosedLoop.Shape(lanes.size(), IN_FLIGHT),
                ClosedLoop.Until.nanos(nanos / 4),
                ClosedLoop.Until.nanos(nanos),
                List.of(meter));
        Histogram latencies = latencies(workload, nanos);
        return new EngineCost(
                busy.callsPerSecond(),
                onAll.callsPerSecond(),
                busy.micros(),
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                -1);
    }

    /** One call at a time. */
    private Histogram latencies(Workload workload, long nanos) throws IOException {
        Histogram latencies = new Histogram(3);
        try (LaneConnection connection = LaneConnection.open(lanes.getFirst(), workload);
                Selector selector = Selector.open()) {
            connection.register(selector);
            long begun = System.nanoTime();
            for (long now = begun; now - begun < nanos; ) {
                long before = connection.completed();
                connection.start(1);
                while (connection.completed() == before) {
                    if (selector.select(ClosedLoop.PATIENCE_MILLIS) == 0) {
                        throw new IOException("no answer to " + workload.method());
                    }
                    selector.selectedKeys().clear();
                    connection.read(number -> {});
                }
                long ended = System.nanoTime();
                latencies.recordValue(ended - now);
                now = ended;
            }
        }
        return latencies;
    }

    private EngineCost byGrpc(EngineRequest request, long nanos) throws IOException {
        ProcessCost meter = new ProcessCost(workers.getFirst().pid());
        Histogram latencies = new Histogram(3);
        answer(request.method(), request.request());
        long cpu = meter.cpuNanos();
        long begun = System.nanoTime();
        long now = begun;
        long calls = 0;
        while (now - begun < nanos || calls < 2) {
            answer(request.method(), request.request());
            calls++;
            long ended = System.nanoTime();
            latencies.recordValue(ended - now);
            now = ended;
        }
        double micros = (meter.cpuNanos() - cpu) / 1e3 / calls;
        // A call at a time leaves the worker idle while we read: its own CPU is what bounds it.
        return new EngineCost(
                1e6 / micros,
                workers.size() * 1e6 / micros,
                micros,
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                -1);
    }

    @Override
    public void close() {
        grpc.forEach(GrpcCalls::close);
    }
}
