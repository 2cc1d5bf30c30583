package turnout.router.app;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import turnout.nativeimpl.NativeServices;
import turnout.router.app.cli.Assembly;
import turnout.router.app.cli.RunFile;
import turnout.router.app.cli.StartException;
import turnout.router.app.config.Configuration;
import turnout.router.engine.NativeMethod;

/** Starts gateways, and knows what NATIVE can do. */
final class GatewayAssembly implements Assembly {

    @Override
    public Running start(Configuration configuration, String version, Consumer<RunFile> changed) throws StartException {
        try {
            return Gateway.start(configuration, version, changed);
        } catch (IOException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("the start was interrupted", e);
        }
    }

    @Override
    public Set<String> nativeMethods() {
        try (NativeServices services = NativeServices.createWithoutNode()) {
            Set<String> names = new TreeSet<>();
            NativeMethod.of(services.definitions()).forEach(method -> names.add(method.name()));
            return names;
        }
    }
}
