package turnout.router.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into frames, checks each frame's own form (RFC 9113 §4, §6) and hands it to the
 * {@link Inbound}. Frames are read in place; only one that is split between two reads is put together in a buffer.
 */
final class FrameReader {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    /** A header block has at most this many frames: more carry too little to be honest (CVE-2024-27316 and others). */
    private static final int MAX_CONTINUATIONS = 32;

    private final Inbound inbound;
    private int prefaceAt;
    private @Nullable ByteBuf partial;

    /** The header block that waits for CONTINUATION, and its stream; 0 for none. */
    private @Nullable ByteBuf block;

    private int blockStream;
    private boolean blockEndsStream;
    private int continuations;

    FrameReader(Inbound inbound, boolean server) {
        this.inbound = inbound;
        this.prefaceAt = server ? 0 : PREFACE.length;
    }

    void release() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
        if (block != null) {
            block.release();
            block = null;
        }
    }

    void read(ByteBuf in) throws ConnectionError {
        while (prefaceAt < PREFACE.length) {
            if (!in.isReadable()) {
                return;
            }
            if (in.readByte() != PREFACE[prefaceAt++]) {
                throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "not HTTP/2: no connection preface (§3.4)");
            }
        }
        while (partial != null && in.isReadable()) {
            complete(partial, in);
        }
        while (in.readableBytes() >= Frame.HEADER_BYTES) {
            int length = frameLength(in);
            if (in.readableBytes() < Frame.HEADER_BYTES + length) {
                break;
            }
            frame(in, length);
        }
        if (in.isReadable()) {
            partial = in.alloc()
                    .buffer(in.readableBytes() < Frame.HEADER_BYTES ? 512 : Frame.HEADER_BYTES + frameLength(in));
            partial.writeBytes(in);
        }
    }

    private void complete(ByteBuf split, ByteBuf in) throws ConnectionError {
        int have = split.readableBytes();
        int want = have < Frame.HEADER_BYTES ? Frame.HEADER_BYTES : Frame.HEADER_BYTES + frameLength(split);
        split.writeBytes(in, Math.min(want - have, in.readableBytes()));
        if (split.readableBytes() >= Frame.HEADER_BYTES
                && split.readableBytes() == Frame.HEADER_BYTES + frameLength(split)) {
            partial = null;
            try {
                frame(split, frameLength(split));
            } finally {
                split.release();
            }
        }
    }

    private static int frameLength(ByteBuf in) throws ConnectionError {
        int length = in.getUnsignedMedium(in.readerIndex());
        if (length > Frame.MAX_SIZE) {
            throw new ConnectionError(ErrorCode.FRAME_SIZE_ERROR, "a frame of " + length + " bytes (§4.2)");
        }
        return length;
    }

    /** One whole frame at the reader index, which moves behind it. */
    private void frame(ByteBuf in, int length) throws ConnectionError {
        int header = in.readerIndex();
        int type = in.getUnsignedByte(header + 3);
        int flags = in.getUnsignedByte(header + 4);
        int id = in.getInt(header + 5) & 0x7fff_ffff;
        int payload = header + Frame.HEADER_BYTES;
        in.readerIndex(payload + length);
        inbound.frame(type);
        if (blockStream != 0 && (type != Frame.CONTINUATION || id != blockStream)) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a frame within a header block (§6.10)");
        }
        switch (type) {
            case Frame.DATA -> data(in, payload, length, flags, id);
            case Frame.HEADERS -> headers(in, payload, length, flags, id);
            case Frame.PRIORITY -> priority(in, payload, length, id);
            case Frame.RST_STREAM -> {
                onStream(id);
                size(length == 4);
                inbound.resetReceived(id, in.getInt(payload));
            }
            case Frame.SETTINGS -> settings(in, payload, length, flags, id);
            case Frame.PUSH_PROMISE -> throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "PUSH_PROMISE (§8.4)");
            case Frame.PING -> {
                onConnection(id);
                size(length == 8);
                inbound.pingReceived((flags & Frame.ACK) != 0, in.getLong(payload));
            }
            case Frame.GOAWAY -> {
                onConnection(id);
                size(length >= 8);
                String debug = in.toString(payload + 8, Math.min(length - 8, 256), US_ASCII);
                inbound.goAwayReceived(in.getInt(payload) & 0x7fff_ffff, in.getInt(payload + 4), debug);
            }
            case Frame.WINDOW_UPDATE -> {
                size(length == 4);
                inbound.windowUpdate(id, in.getInt(payload) & 0x7fff_ffff);
            }
            case Frame.CONTINUATION -> continuation(in, payload, length, flags, id);
            // Unknown types are to be ignored (§5.5).
            default -> {}
        }
    }

    private void data(ByteBuf in, int payload, int length, int flags, int id) throws ConnectionError {
        onStream(id);
        int padding = padding(in, payload, length, flags);
        int skipped = (flags & Frame.PADDED) != 0 ? 1 : 0;
        inbound.data(id, in, payload + skipped, length - skipped - padding, length, (flags & Frame.END_STREAM) != 0);
    }

    private void headers(ByteBuf in, int payload, int length, int flags, int id) throws ConnectionError {
        onStream(id);
        int padding = padding(in, payload, length, flags);
        int from = payload + ((flags & Frame.PADDED) != 0 ? 1 : 0);
        int end = payload + length - padding;
        if ((flags & Frame.PRIORITY_FLAG) != 0) {
            size(end - from >= 5);
            if ((in.getInt(from) & 0x7fff_ffff) == id) {
                throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a stream depends on itself");
            }
            from += 5;
        }
        boolean endStream = (flags & Frame.END_STREAM) != 0;
        if ((flags & Frame.END_HEADERS) != 0) {
            inbound.headers(id, in, from, end - from, endStream);
            return;
        }
        block = Unpooled.buffer(end - from).writeBytes(in, from, end - from);
        blockStream = id;
        blockEndsStream = endStream;
        continuations = 0;
    }

    private void continuation(ByteBuf in, int payload, int length, int flags, int id) throws ConnectionError {
        ByteBuf whole = block;
        if (whole == null) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "CONTINUATION without HEADERS (§6.10)");
        }
        if (++continuations > MAX_CONTINUATIONS || whole.readableBytes() + length > HeaderBlock.MAX_BYTES) {
            throw new ConnectionError(ErrorCode.ENHANCE_YOUR_CALM, "header-block-bytes");
        }
        whole.writeBytes(in, payload, length);
        if ((flags & Frame.END_HEADERS) != 0) {
            block = null;
            blockStream = 0;
            inbound.headers(id, whole, 0, whole.readableBytes(), blockEndsStream);
        }
    }

    private void priority(ByteBuf in, int payload, int length, int id) throws ConnectionError {
        onStream(id);
        size(length == 5);
        inbound.priority(id, in.getInt(payload) & 0x7fff_ffff);
    }

    private void settings(ByteBuf in, int payload, int length, int flags, int id) throws ConnectionError {
        onConnection(id);
        if ((flags & Frame.ACK) != 0) {
            size(length == 0);
            inbound.settingsAcknowledged();
            return;
        }
        size(length % 6 == 0);
        for (int at = payload; at < payload + length; at += 6) {
            inbound.setting(in.getUnsignedShort(at), in.getUnsignedInt(at + 2));
        }
        inbound.settingsEnd();
    }

    private static int padding(ByteBuf in, int payload, int length, int flags) throws ConnectionError {
        if ((flags & Frame.PADDED) == 0) {
            return 0;
        }
        size(length >= 1);
        int padding = in.getUnsignedByte(payload);
        if (padding >= length) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "padding longer than its frame (§6.1)");
        }
        return padding;
    }

    private static void onStream(int id) throws ConnectionError {
        if (id == 0) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a stream's frame on stream 0 (§6)");
        }
    }

    private static void onConnection(int id) throws ConnectionError {
        if (id != 0) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a connection's frame on a stream (§6)");
        }
    }

    private static void size(boolean right) throws ConnectionError {
        if (!right) {
            throw new ConnectionError(ErrorCode.FRAME_SIZE_ERROR, "a frame of the wrong size (§6)");
        }
    }
}
