package turnout.router.engine;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.router.engine.lane.LaneConnection;
import turnout.router.engine.lane.LaneMethod;
import turnout.router.engine.lane.LaneMethods;
import turnout.router.engine.lane.MetadataMemo;
import turnout.router.engine.supervise.PythonTargets;
import turnout.router.engine.supervise.SidecarAddress;

/** One event loop's lanes to all workers of the sidecar. Everything runs on that loop. */
public final class LaneLink {

    /** A question of gateways to services, which must not be passed on: callers have no use for a socket, or its token. */
    public static final String ANNOUNCEMENT_PATH = "/" + Announcement.METHOD;

    /** What a REPLY may hold beside its message: metadata, details, its head. */
    private static final int BESIDE_MESSAGE_BYTES = 1 << 20;

    private final EventLoop loop;
    private final LaneSettings settings;
    private final PythonTargets targets;
    private final LaneMethods methods = new LaneMethods();
    private final MetadataMemo memo = new MetadataMemo();
    private final List<WorkerLane> workers = new ArrayList<>();
    private Runnable onChange = () -> {};
    private int turn;

    LaneLink(EventLoop loop, LaneSettings settings, PythonTargets targets) {
        this.loop = loop;
        this.settings = settings;
        this.targets = targets;
    }

    /** All methods that workers take by lane. */
    public LaneMethods methods() {
        return methods;
    }

    /** Turns requests' header blocks into metadata. */
    public MetadataMemo memo() {
        return memo;
    }

    /** Whether operations go by lane or not at all. */
    boolean only() {
        return settings.use() == LaneUse.ONLY;
    }

    /** The least busy lane that takes a call of this method now, or null. */
    public @Nullable LaneConnection pick(@Nullable LaneMethod method) {
        if (method == null) {
            return null;
        }
        LaneConnection best = null;
        // Begins at another worker each time, so that idle workers share what is left of a tie.
        int first = turn++ & 0x7fff_ffff;
        for (int i = 0; i < workers.size(); i++) {
            LaneConnection other = workers.get((first + i) % workers.size()).usable(method);
            if (other != null && (best == null || other.inFlight() < best.inFlight())) {
                best = other;
            }
        }
        return best;
    }

    /** Whether a call of this method of the contract must not go by gRPC, though no lane takes it. */
    public boolean refuses(@Nullable LaneMethod method) {
        return only() && pick(method) == null;
    }

    /** A call was sent by lane. */
    public void called() {
        settings.counts().called();
    }

    WorkerLane add(SidecarAddress address) {
        WorkerLane lane = new WorkerLane(this, address);
        workers.add(lane);
        return lane;
    }

    void remove(WorkerLane lane) {
        workers.remove(lane);
        lane.retire();
    }

    boolean anyOpen() {
        return workers.stream().anyMatch(WorkerLane::open);
    }

    void onChange(Runnable listener) {
        onChange = listener;
    }

    void changed() {
        onChange.run();
    }

    boolean enabled() {
        return settings.use() != LaneUse.NEVER;
    }

    EventLoop loop() {
        return loop;
    }

    int frameLimitBytes() {
        return (int) Math.min((long) settings.replyLimitBytes() + BESIDE_MESSAGE_BYTES, Integer.MAX_VALUE);
    }

    PythonTargets targets() {
        return targets;
    }

    LaneCounts counts() {
        return settings.counts();
    }
}
