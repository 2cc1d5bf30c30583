package turnout.router.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.engine.NativeMethod;
import turnout.router.http2.HeaderBlock;

/** Finds the method of a {@code :path} in its bytes, without making a text of it. Immutable. */
public final class Methods {

    private final byte[][] paths;
    private final @Nullable Method[] methods;

    private Methods(int capacity) {
        paths = new byte[capacity][];
        methods = new @Nullable Method[capacity];
    }

    /**
     * @param own services of the gateway's own
     * @param nativeMethods NATIVE's methods, for the operations that stream
     */
    public static Methods of(
            Operations operations, List<NativeMethod<?, ?>> own, List<NativeMethod<?, ?>> nativeMethods) {
        // A quarter full: nearly every look-up ends at its first slot.
        Methods table = new Methods(Integer.highestOneBit(4 * (operations.all().size() + own.size()) + 4) * 2);
        for (Operation operation : operations.all()) {
            NativeMethod<?, ?> streaming = operation.unary()
                    ? null
                    : nativeMethods.stream()
                            .filter(method -> method.name().equals(operation.name()))
                            .findFirst()
                            .orElse(null);
            table.add(new Method(operation.name(), operation, streaming));
        }
        own.forEach(method -> table.add(new Method(method.name(), null, method)));
        return table;
    }

    /** The method that the value of this {@code :path} field names; null for one that nobody here knows. */
    @Nullable
    Method find(HeaderBlock path) {
        int slot = hash(path.valueArray(), path.valueFrom(), path.valueLength()) & paths.length - 1;
        while (methods[slot] != null) {
            if (path.valueIs(paths[slot])) {
                return methods[slot];
            }
            slot = slot + 1 & paths.length - 1;
        }
        return null;
    }

    private void add(Method method) {
        byte[] path = ("/" + method.name()).getBytes(US_ASCII);
        int slot = hash(path, 0, path.length) & paths.length - 1;
        while (methods[slot] != null) {
            slot = slot + 1 & paths.length - 1;
        }
        paths[slot] = path;
        methods[slot] = method;
    }

    private static int hash(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
