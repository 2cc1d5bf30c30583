package turnout.router.bench;

import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.togglz.core.Feature;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.SimpleFeatureUser;
import turnout.chain.v1.GetTransactionRequest;
import turnout.contract.Contract;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.call.Body;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.engine.BufferBody;
import turnout.router.route.Publisher;
import turnout.router.route.Route;

/**
 * One decision at a share of 50 %: a GetTransaction by txid, from the bytes of its body to the route. Each call has
 * another of 1,024 txids, so that no branch predictor learns them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {

    private static final int KEYS = 1_024;

    /** The component as Togglz knows it. */
    private enum Component implements Feature {
        CHAIN
    }

    private final Operation operation = Operations.of(Contract.shipped())
            .find("turnout.chain.v1.ChainService/GetTransaction")
            .orElseThrow();
    private final Publisher publisher =
            Publisher.start(Operations.of(Contract.shipped()), Set.of(operation.name()), InstantSource.system());
    private final Body[] onHeap = new Body[KEYS];
    private final Body[] direct = new Body[KEYS];
    private final SimpleFeatureUser[] users = new SimpleFeatureUser[KEYS];
    private int next;
    private int user;

    private final FeatureManager togglz = new FeatureManagerBuilder()
            .featureEnum(Component.class)
            .stateRepository(new InMemoryStateRepository())
            .userProvider(() -> users[user])
            .build();

    @Setup
    public void setUp() throws InterruptedException {
        Random random = new Random(1);
        byte[] txid = new byte[32];
        for (int i = 0; i < KEYS; i++) {
            random.nextBytes(txid);
            String text = HexFormat.of().formatHex(txid);
            byte[] body =
                    GetTransactionRequest.newBuilder().setTxid(text).build().toByteArray();
            onHeap[i] = Body.of(body);
            direct[i] = BufferBody.owning(
                    PooledByteBufAllocator.DEFAULT.directBuffer(body.length).writeBytes(body));
            users[i] = new SimpleFeatureUser(text);
        }
        togglz.setFeatureState(new FeatureState(Component.CHAIN, true)
                .setStrategyId(GradualActivationStrategy.ID)
                .setParameter(GradualActivationStrategy.PARAM_PERCENTAGE, "50"));
        var components = new TreeMap<String, ComponentFlags>();
        components.put("chain", new ComponentFlags("chain", Share.parse("50"), Share.NONE, Set.of(), 1, "bench"));
        publisher.awaitApplied(publisher.flags(new Flags(true, components)), Duration.ofSeconds(10));
    }

    @TearDown
    public void tearDown() {
        publisher.close();
        for (Body body : direct) {
            body.release();
        }
    }

    /** A body in one of Netty's buffers, as the wire holds those from 4 KiB on. */
    @Benchmark
    public Route directBody() {
        return publisher.current().route(operation, direct[next()], null, 0, null);
    }

    /** A smaller body, which the wire copies. */
    @Benchmark
    public Route heapBody() {
        return publisher.current().route(operation, onHeap[next()], null, 0, null);
    }

    /** With the key at hand as a string: nothing is read from the body. */
    @Benchmark
    public boolean togglz() {
        user = next();
        return togglz.isActive(Component.CHAIN);
    }

    private int next() {
        next = (next + 1) & (KEYS - 1);
        return next;
    }
}
