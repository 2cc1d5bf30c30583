package turnout.router.engine;

import java.util.concurrent.CompletionStage;
import turnout.router.call.Call;
import turnout.router.call.Engine;
import turnout.router.call.Reply;

/** PYTHON as one event loop sees it: over gRPC, on connections that the loop owns. */
public final class PythonEngine implements Engine {

    private final GrpcLink link;
    private final int replyLimitBytes;

    public PythonEngine(GrpcLink link, int replyLimitBytes) {
        this.link = link;
        this.replyLimitBytes = replyLimitBytes;
    }

    @Override
    public CompletionStage<Reply> answer(Call call) {
        return new UnaryExchange(call, link, replyLimitBytes).start();
    }
}
