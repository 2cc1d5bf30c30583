package turnout.router.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.function.Supplier;
import turnout.router.dispatch.Dispatcher;
import turnout.router.engine.GrpcLink;
import turnout.router.engine.LaneLink;
import turnout.router.engine.ReplyHead;
import turnout.router.observe.Sheet;
import turnout.router.route.RoutingTable;

/** What one event loop owns: everything that a call needs on its way, so that it never changes threads or takes a lock. */
public final class Loop {

    private final EventLoop executor;
    private final Sheet sheet;
    private final GrpcLink python;
    private final Dispatcher dispatcher;
    private final DeadlineSweep deadlines;
    private final BodyBudget budget;
    private final RequestHead head;
    private final WireLimits limits;
    private final ByteBuf scratch = Unpooled.buffer(1024);
    private final ReplyHead replyHead = new ReplyHead(Unpooled.buffer(1024));

    Loop(
            EventLoop executor,
            Sheet sheet,
            GrpcLink python,
            Dispatcher dispatcher,
            BodyBudget budget,
            RequestHead head,
            WireLimits limits) {
        this.executor = executor;
        this.sheet = sheet;
        this.python = python;
        this.dispatcher = dispatcher;
        this.deadlines = new DeadlineSweep(executor);
        this.budget = budget;
        this.head = head;
        this.limits = limits;
    }

    /** Assembles a loop; {@code limits} are those of the process, of which each loop has its part. */
    public static Loop create(
            GrpcLink python,
            Sheet sheet,
            Dispatcher dispatcher,
            Supplier<RoutingTable> table,
            Methods methods,
            Testers testers,
            WireLimits limits,
            int loops) {
        EventLoop executor = python.loop();
        BodyBudget budget = new BodyBudget(executor, limits.heldBytes() / loops, limits.heldBytesPerConnection());
        return new Loop(
                executor,
                sheet,
                python,
                dispatcher,
                budget,
                new RequestHead(methods, python.lanes().methods(), testers, table),
                limits);
    }

    EventLoop executor() {
        return executor;
    }

    Sheet sheet() {
        return sheet;
    }

    GrpcLink python() {
        return python;
    }

    LaneLink lanes() {
        return python.lanes();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    DeadlineSweep deadlines() {
        return deadlines;
    }

    BodyBudget budget() {
        return budget;
    }

    /** The parser of request heads; valid for the block that is being read. */
    RequestHead head() {
        return head;
    }

    /** The parser of PYTHON's reply heads that are relayed; valid for the block that is being read. */
    ReplyHead replyHead() {
        return replyHead;
    }

    WireLimits limits() {
        return limits;
    }

    /** Empty scratch space, valid until the next time it is asked for. */
    ByteBuf scratch() {
        return scratch.clear();
    }
}
