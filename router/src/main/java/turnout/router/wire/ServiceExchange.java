package turnout.router.wire;

import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Reply;
import turnout.router.engine.MessageReader;
import turnout.router.engine.NativeMethod;
import turnout.router.engine.ReplyBlocks;
import turnout.router.engine.StreamingCall;

/**
 * A call of any shape that a service in this process answers: the gateway's own services, and NATIVE's streams. The
 * stream's window comes back when the service has worked on a message, so no more of it waits than the window allows.
 */
final class ServiceExchange implements Exchange, StreamingCall.Sink {

    private final ClientStream stream;
    private final Loop loop;
    private @Nullable StreamingCall<?, ?> call;
    private MessageReader message;
    private int credit;

    private ServiceExchange(ClientStream stream, Loop loop) {
        this.stream = stream;
        this.loop = loop;
        this.message = new MessageReader(loop.limits().requestMessageBytes());
    }

    static ServiceExchange start(ClientStream stream, Loop loop, NativeMethod<?, ?> method, RequestHead head) {
        ServiceExchange exchange = new ServiceExchange(stream, loop);
        stream.workBegins();
        exchange.call = StreamingCall.start(method, ByteBufUtil.getBytes(head.forwarded()), loop.executor(), exchange);
        return exchange;
    }

    @Override
    public void data(ByteBuf source, int index, int length, int itsCredit, boolean end) {
        credit += itsCredit;
        int at = index;
        int left = length;
        while (left > 0) {
            int taken = message.read(source, at, left);
            at += taken;
            left -= taken;
            if (message.state() == MessageReader.State.TOO_LARGE) {
                refuse("REQUEST_TOO_LARGE", "a request message is over its limit");
                return;
            }
            if (message.state() == MessageReader.State.WHOLE && !deliver()) {
                return;
            }
        }
        if (message.empty()) {
            stream.grant(credit);
            credit = 0;
        }
        if (end) {
            end();
        }
    }

    private boolean deliver() {
        if (message.compressed()) {
            refuse("ENCODING_UNKNOWN", "this service takes uncompressed messages only");
            return false;
        }
        StreamingCall<?, ?> to = call;
        if (to != null) {
            to.message(message.take(), credit);
            credit = 0;
        }
        message = new MessageReader(loop.limits().requestMessageBytes());
        return true;
    }

    @Override
    public void end() {
        StreamingCall<?, ?> to = call;
        if (to != null) {
            to.halfClose();
        }
    }

    @Override
    public void cancelled() {
        message.release();
        StreamingCall<?, ?> to = call;
        if (to != null) {
            to.cancel();
        }
    }

    @Override
    public void sent(int bytes) {
        StreamingCall<?, ?> to = call;
        if (to != null) {
            to.sent(bytes);
        }
    }

    private void refuse(String reason, String sentence) {
        stream.fail(ReplyBlocks.failure(Status.Code.RESOURCE_EXHAUSTED, reason, sentence, Reply.Fault.CALLER));
        cancelled();
    }

    // StreamingCall.Sink

    @Override
    public void headers(byte[] block) {
        stream.replyHeaders(block);
    }

    @Override
    public void message(ByteBuf framed) {
        int length = framed.readableBytes();
        if (stream.sendEnded()) {
            sent(length);
        } else {
            stream.sendData(framed, framed.readerIndex(), length, false);
        }
        framed.release();
    }

    @Override
    public void consumed(int itsCredit) {
        stream.grant(itsCredit);
    }

    @Override
    public void end(int status, byte[] block) {
        stream.replyTrailers(status, block);
    }

    @Override
    public void workEnded() {
        stream.workEnded();
    }
}
