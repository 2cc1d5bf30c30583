package turnout.router.engine.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import turnout.router.http2.HeaderBlock;

/**
 * Turns requests' header blocks into the lane's metadata, and remembers what it made: a client sends the same fields with
 * every call, byte for byte, because we announce no dynamic table. Owned by one event loop.
 */
public final class MetadataMemo {

    /** Direct-mapped; a power of two. A block and what was made of it are about 0.5 KiB, so all of it is some 64 KiB. */
    private static final int SLOTS = 128;

    /** Longer blocks are not worth their memory. */
    private static final int LONGEST_BYTES = 1_024;

    private static final byte[] BIN = "-bin".getBytes(US_ASCII);
    /** What a gRPC server keeps from its handlers: found by asking grpcio 1.85 for each name. */
    private static final byte[][] NOT_FOR_APPLICATIONS = Stream.of(
                    "te",
                    "content-type",
                    "grpc-encoding",
                    "grpc-accept-encoding",
                    "grpc-internal-encoding-request",
                    "grpc-status",
                    "grpc-message",
                    "grpc-trace-bin",
                    "grpc-tags-bin",
                    "grpc-server-stats-bin",
                    "grpclb_client_stats",
                    "lb-cost-bin",
                    "endpoint-load-metrics-bin",
                    "x-envoy-peer-metadata")
            .map(name -> name.getBytes(US_ASCII))
            .toArray(byte[][]::new);

    private final HeaderBlock fields = new HeaderBlock();
    private final ByteBuf out = Unpooled.buffer(1_024);
    private final byte[][] blocks = new byte[SLOTS][];
    private final byte[][] made = new byte[SLOTS][];

    /**
     * The metadata of a request.
     *
     * @param block context-free and valid, such as {@code Call.metadata}
     * @return null where the lane cannot carry a field that HTTP/2 can: a value that is not printable ASCII, or a name that
     *     is none of gRPC's
     */
    public byte @Nullable [] metadata(byte[] block) {
        return metadata(block, 0, block.length);
    }

    /** The same of {@code block[from, from + length)}. */
    public byte @Nullable [] metadata(byte[] block, int from, int length) {
        int slot = slot(block, from, length);
        byte[] known = blocks[slot];
        if (known != null && Arrays.equals(known, 0, known.length, block, from, from + length)) {
            return made[slot];
        }
        byte[] copy = Arrays.copyOfRange(block, from, from + length);
        byte[] metadata = translated(copy);
        if (metadata != null && length <= LONGEST_BYTES) {
            blocks[slot] = copy;
            made[slot] = metadata;
        }
        return metadata;
    }

    /** Blocks of one client differ in their path, which comes first, and in what it adds, which comes last. */
    private static int slot(byte[] block, int from, int length) {
        int hash = length;
        int step = Math.max(1, length / 16);
        for (int i = from + length - 1; i >= from; i -= step) {
            hash = 31 * hash + block[i];
        }
        return (hash ^ hash >>> 15) & SLOTS - 1;
    }

    private byte @Nullable [] translated(byte[] block) {
        out.clear();
        fields.begin(block);
        while (fields.next()) {
            if (forApplications() && !append()) {
                return null;
            }
        }
        return ByteBufUtil.getBytes(out);
    }

    private boolean forApplications() {
        if (fields.nameByte(0) == ':') {
            return false;
        }
        for (byte[] other : NOT_FOR_APPLICATIONS) {
            if (fields.nameIs(other)) {
                return false;
            }
        }
        return true;
    }

    private boolean append() {
        byte[] name = fields.nameText().getBytes(US_ASCII);
        for (byte character : name) {
            if (!LaneMetadata.mayName(character)) {
                return false;
            }
        }
        if (endsInBin(name)) {
            return appendBinary(name, fields.valueText());
        }
        byte[] value = fields.valueBytes();
        for (byte character : value) {
            if (!LaneMetadata.printable(character)) {
                return false;
            }
        }
        entry(name, value);
        return true;
    }

    /** One field may hold several values, joined by commas; each is base64 with or without padding. */
    private boolean appendBinary(byte[] name, String joined) {
        for (String one : joined.split(",", -1)) {
            try {
                entry(name, Base64.getDecoder().decode(one.strip()));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
        return true;
    }

    private void entry(byte[] name, byte[] value) {
        out.writeShortLE(name.length).writeIntLE(value.length).writeBytes(name).writeBytes(value);
    }

    private static boolean endsInBin(byte[] name) {
        int from = name.length - BIN.length;
        return from > 0 && Arrays.equals(name, from, name.length, BIN, 0, BIN.length);
    }
}
