package turnout.router.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import turnout.router.http2.HeaderBlock;

/** Turns the custom fields of a request's header block into gRPC metadata. */
final class MetadataCodec {

    /** A cursor of its own: the connection's may be in the middle of a block. */
    private static final FastThreadLocal<HeaderBlock> BLOCK = new FastThreadLocal<>() {
        @Override
        protected HeaderBlock initialValue() {
            return new HeaderBlock();
        }
    };

    /** Of the protocol, not of the application. */
    private static final byte[][] RESERVED = {
        "te".getBytes(US_ASCII),
        "content-type".getBytes(US_ASCII),
        "grpc-encoding".getBytes(US_ASCII),
        "grpc-accept-encoding".getBytes(US_ASCII)
    };

    private MetadataCodec() {}

    /** @param block context-free and valid */
    static Metadata decode(byte[] block) {
        HeaderBlock fields = BLOCK.get();
        fields.begin(block);
        List<byte[]> pairs = new ArrayList<>();
        while (fields.next()) {
            if (custom(fields)) {
                byte[] name = fields.nameText().getBytes(US_ASCII);
                if (ReplyBlocks.binary(name)) {
                    addBinary(pairs, name, fields.valueText());
                } else {
                    pairs.add(name);
                    pairs.add(fields.valueBytes());
                }
            }
        }
        return InternalMetadata.newMetadata(pairs.toArray(byte[][]::new));
    }

    private static boolean custom(HeaderBlock field) {
        if (field.nameByte(0) == ':') {
            return false;
        }
        for (byte[] reserved : RESERVED) {
            if (field.nameIs(reserved)) {
                return false;
            }
        }
        return true;
    }

    /** One field may hold several values, joined by commas; each is base64 with or without padding. */
    private static void addBinary(List<byte[]> pairs, byte[] name, String value) {
        for (String one : value.split(",", -1)) {
            try {
                byte[] decoded = Base64.getDecoder().decode(one.strip());
                pairs.add(name);
                pairs.add(decoded);
            } catch (IllegalArgumentException e) {
                // As grpc-java does: a value that is not base64 is no metadata.
                continue;
            }
        }
    }
}
