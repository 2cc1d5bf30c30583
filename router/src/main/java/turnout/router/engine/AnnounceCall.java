package turnout.router.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;
import turnout.router.http2.ErrorCode;
import turnout.router.http2.HeaderBlock;
import turnout.router.http2.Stream;

/** Asks a worker by gRPC whether it has a lane. On the loop of the connection; answers its owner once. */
final class AnnounceCall extends Stream {

    /** Hears the answer. */
    interface Asker {

        void announced(Announcement announcement);

        /** The worker is no service of ours; asking it again would get the same answer. */
        void noLane();

        void unanswered(String reason);
    }

    private static final byte[] HEAD = RequestBlock.head(Announcement.METHOD);

    /** A worker that is starting, or busy, may take its time; its calls go by gRPC meanwhile. */
    private static final long TIMEOUT_SECONDS = 5;

    private static final int LARGEST_BYTES = 1_024;
    private static final int UNIMPLEMENTED = 12;

    private final Asker asker;
    private final MessageReader message = new MessageReader(LARGEST_BYTES);
    private final ReplyHead head = new ReplyHead(UnaryExchange.newScratch());
    private boolean answered;

    private AnnounceCall(SidecarConnection connection, int id, Asker asker) {
        super(connection, id, 0);
        this.asker = asker;
    }

    /** @param connection that {@link SidecarConnection#mayOpen() may open} a stream */
    static void ask(SidecarConnection connection, EventLoop loop, Asker asker) {
        AnnounceCall call = connection.open(id -> new AnnounceCall(connection, id, asker));
        ByteBuf block = Unpooled.buffer(HEAD.length + 32).writeBytes(HEAD);
        RequestBlock.writeTimeout(block, TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS));
        call.sendHeaders(block, false);
        call.sendData(Unpooled.wrappedBuffer(new byte[5]), 0, 5, true);
        loop.schedule(call::expire, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void headersBegin() {
        head.begin();
    }

    @Override
    protected void field(HeaderBlock field) {
        head.field(field);
    }

    @Override
    protected void headersEnd(boolean endStream) {
        if (endStream) {
            ended();
        }
    }

    @Override
    protected void data(ByteBuf source, int index, int length, int credit, boolean endStream) {
        message.add(source, index, length);
        grant(credit);
    }

    @Override
    protected void aborted(int errorCode, String reason) {
        unanswered(reason);
    }

    private void expire() {
        if (!answered) {
            reset(ErrorCode.CANCEL);
            unanswered("no answer in " + TIMEOUT_SECONDS + " s");
        }
    }

    private void ended() {
        if (answered) {
            return;
        }
        if (head.grpcStatus() == UNIMPLEMENTED || !head.grpc() && head.httpStatus() == 404) {
            answered = true;
            asker.noLane();
        } else if (head.grpcStatus() != 0 || message.state() != MessageReader.State.WHOLE) {
            unanswered("status " + head.grpcStatus());
        } else {
            announced(message.take());
        }
        message.release();
    }

    private void announced(Body body) {
        @Nullable Announcement announcement = null;
        try {
            announcement = Announcement.parse(body.view());
        } catch (IOException e) {
            unanswered(String.valueOf(e.getMessage()));
        }
        body.release();
        if (announcement != null) {
            answered = true;
            asker.announced(announcement);
        }
    }

    private void unanswered(String reason) {
        if (!answered) {
            answered = true;
            asker.unanswered(reason);
        }
    }
}
