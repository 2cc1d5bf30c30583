package turnout.devnode;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads HOST:PORT. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon > 0) {
                return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            }
        } catch (IllegalArgumentException notAPort) {
            throw new TypeConversionException("\"" + text + "\" has no port between 0 and 65535");
        }
        throw new TypeConversionException("\"" + text + "\" is not HOST:PORT (expected: 127.0.0.1:18443, …)");
    }
}
