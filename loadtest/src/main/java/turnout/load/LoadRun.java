package turnout.load;

import com.google.protobuf.Descriptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import turnout.load.selftest.SelfTest;

/** One run from the self-test to the last answer. */
final class LoadRun {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    /** How long after its deadline a call is given to end. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LoadRequest request;
    private final List<ManagedChannel> channels;

    private LoadRun(LoadRequest request, List<ManagedChannel> channels) {
        this.request = request;
        this.channels = channels;
    }

    /** What to print, and what to exit with. */
    record Outcome(LoadResult result, int exitCode) {}

    /** Blocks until the run is over. */
    static Outcome measure(LoadRequest request) throws RefusedException, IOException, InterruptedException {
        request.target().reach(CONNECT_PATIENCE);
        List<ManagedChannel> channels = request.target().open(request.connections());
        try {
            return new LoadRun(request, channels).measure();
        } finally {
            channels.forEach(ManagedChannel::shutdownNow);
        }
    }

    private Outcome measure() throws RefusedException, IOException, InterruptedException {
        Descriptors.MethodDescriptor schema = MethodLookup.find(channels.getFirst(), request.call());
        if (schema.isClientStreaming()) {
            throw new RefusedException(
                    RefusedException.USAGE,
                    "--call: " + request.call() + " takes a stream of requests (expected: one)");
        }
        MethodDescriptor<byte[], byte[]> method = Bytes.method(
                schema.getService().getFullName() + "/" + schema.getName(),
                schema.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY);
        List<byte[]> messages =
                request.data().isPresent() ? Payloads.read(request.data().get(), schema) : Payloads.samples(schema);
        requireEngines(method, messages.getFirst());
        OpenLoop sender = new OpenLoop(
                request.concurrency(), request.countErrors(), request.timeout().toNanos() + GRACE_NANOS, Pace.system());
        String selfTest = "left out";
        boolean trusted = true;
        if (request.selfTest()) {
            SelfTest.Verdict verdict = SelfTest.run(sender);
            selfTest = verdict.line();
            trusted = !verdict.leftOut();
        }
        LoadResult result = send(method, messages, sender, selfTest);
        requireEngines(method, messages.getFirst());
        return new Outcome(result, trusted && result.failed() == 0 ? 0 : RefusedException.NO);
    }

    private LoadResult send(
            MethodDescriptor<byte[], byte[]> method, List<byte[]> messages, OpenLoop sender, String selfTest)
            throws InterruptedException {
        List<Arm> arms = request.arms();
        GrpcCaller caller = new GrpcCaller(
                method,
                channels,
                messages,
                arms.stream().map(Arm::metadata).toList(),
                request.timeout().toNanos());
        RandomGenerator random = new SplittableRandom(request.seed());
        List<ArmTally> warmUp = request.warmUpCalls() == 0
                ? List.of()
                : sender.run(schedule(request.warmUpCalls(), random), arms.size(), caller);
        Schedule schedule = schedule(request.total(), random);
        List<ArmTally> tallies = sender.run(schedule, arms.size(), caller);
        LoadPlan plan = new LoadPlan(
                method.getFullMethodName(),
                request.target().toString(),
                request.connections(),
                schedule,
                arms,
                messages.size(),
                request.warmUpCalls(),
                request.seed());
        return new LoadResult(plan, selfTest, warmUp, tallies);
    }

    private Schedule schedule(long calls, RandomGenerator random) {
        return Schedule.interleaved(
                request.rps(), calls, request.blockNanos(), request.arms().size(), random);
    }

    /** Before and after: a stop or a lost token in between would turn a comparison into one of PYTHON with itself. */
    private void requireEngines(MethodDescriptor<byte[], byte[]> method, byte[] message)
            throws RefusedException, InterruptedException {
        if (request.compared()) {
            for (Arm arm : request.arms()) {
                EngineCheck.require(arm, channels.getFirst(), method, message);
            }
        }
    }
}
