package turnout.router.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import turnout.router.call.Call;
import turnout.router.call.Engine;
import turnout.router.call.Reply;
import turnout.router.engine.lane.LaneConnection;
import turnout.router.engine.lane.LaneMethod;

/** PYTHON as one event loop sees it: by lane where a worker offers one, by gRPC where none does. */
public final class LaneEngine implements Engine {

    private final LaneLink link;
    private final Engine grpc;

    public LaneEngine(LaneLink link, Engine grpc) {
        this.link = link;
        this.grpc = grpc;
    }

    @Override
    public CompletionStage<Reply> answer(Call call) {
        LaneMethod method = link.methods().find(call.operation().name());
        LaneConnection connection = link.pick(method);
        if (method != null && connection != null) {
            byte[] metadata = link.memo().metadata(call.metadata());
            if (metadata != null) {
                return new LaneExchange(call, link, method, metadata).start(connection);
            }
        }
        if (link.refuses(method)) {
            call.body().release();
            return CompletableFuture.completedFuture(UpstreamFailure.noWorker());
        }
        return grpc.answer(call);
    }
}
