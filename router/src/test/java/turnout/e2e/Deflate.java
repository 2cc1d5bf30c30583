package turnout.e2e;

import io.grpc.Codec;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;

/** An encoding that gRPC knows, that grpcio's servers read, and that the gateway does not. */
final class Deflate implements Compressor {

    /** What clients of ours may compress with. */
    static final CompressorRegistry COMPRESSORS = compressors();

    private static CompressorRegistry compressors() {
        CompressorRegistry registry = CompressorRegistry.newEmptyInstance();
        registry.register(new Codec.Gzip());
        registry.register(new Deflate());
        return registry;
    }

    @Override
    public String getMessageEncoding() {
        return "deflate";
    }

    @Override
    public OutputStream compress(OutputStream out) {
        return new DeflaterOutputStream(out);
    }
}
