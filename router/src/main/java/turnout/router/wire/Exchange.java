package turnout.router.wire;

import io.netty.buffer.ByteBuf;

/** One way that a call can take once its head is known. On the event loop; told by {@link ClientStream}. */
interface Exchange {

    /** Request bytes, valid during the call; {@code credit} goes back to the stream when they need no memory of ours. */
    void data(ByteBuf source, int index, int length, int credit, boolean end);

    /** The request ended without more DATA. */
    void end();

    /** Nobody waits for the reply any more. */
    void cancelled();

    /** Reply bytes left for the client. */
    void sent(int bytes);
}
