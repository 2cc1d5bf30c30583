package turnout.router.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.engine.NativeMethod;
import turnout.router.http2.HeaderBlock;
import turnout.router.http2.PathTable;

/** The methods that the gateway knows, by path. Immutable. */
public final class Methods {

    private final PathTable<Method> byPath;

    private Methods(PathTable<Method> byPath) {
        this.byPath = byPath;
    }

    /**
     * @param own services of the gateway's own
     * @param nativeMethods NATIVE's methods, for the operations that stream
     */
    public static Methods of(
            Operations operations, List<NativeMethod<?, ?>> own, List<NativeMethod<?, ?>> nativeMethods) {
        Map<String, Method> byPath = new HashMap<>();
        for (Operation operation : operations.all()) {
            NativeMethod<?, ?> streaming = operation.unary()
                    ? null
                    : nativeMethods.stream()
                            .filter(method -> method.name().equals(operation.name()))
                            .findFirst()
                            .orElse(null);
            byPath.put("/" + operation.name(), new Method(operation.name(), operation, streaming));
        }
        own.forEach(method -> byPath.put("/" + method.name(), new Method(method.name(), null, method)));
        return new Methods(PathTable.of(byPath));
    }

    /** The method that the value of this {@code :path} field names; null for one that nobody here knows. */
    @Nullable
    Method find(HeaderBlock path) {
        return byPath.find(path);
    }
}
