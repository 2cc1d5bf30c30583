package turnout.load;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Calls whose messages stay bytes, so that the load generator parses nothing while it measures. */
public final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    private static final Bytes MARSHALLER = new Bytes();

    private Bytes() {}

    /** A method of that kind; {@code fullName} is {@code package.Service/Method}. */
    public static MethodDescriptor<byte[], byte[]> method(String fullName, MethodDescriptor.MethodType type) {
        return MethodDescriptor.newBuilder(MARSHALLER, MARSHALLER)
                .setFullMethodName(fullName)
                .setType(type)
                .build();
    }

    @Override
    public InputStream stream(byte[] message) {
        return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
        try {
            return message.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
