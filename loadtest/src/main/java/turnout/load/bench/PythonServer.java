package turnout.load.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One process of python-sidecar/benchmarks.
 *
 * @param address of its gRPC
 * @param lane when it has one
 */
record PythonServer(Way way, Child child, String address, Optional<Announcement> lane) implements AutoCloseable {

    private static final String LISTENING = "listening on ";

    /** @param command starts the server when {@code --way} and {@code --listen} are put behind it */
    static PythonServer start(String command, Way way, String name, Path directory) throws IOException {
        Child child = Child.speaking(
                name,
                directory,
                List.of(
                        "sh",
                        "-c",
                        "exec " + command + " \"$@\"",
                        "server",
                        "--way",
                        way.option(),
                        "--listen",
                        "unix:" + directory.resolve(name + ".sock")));
        try {
            String line = child.firstLine();
            if (!line.startsWith(LISTENING)) {
                throw new IOException(name + " says \"" + line + "\" (expected: " + LISTENING + "ADDRESS)");
            }
            String address = line.substring(LISTENING.length());
            return new PythonServer(
                    way, child, address, way == Way.LANE ? Optional.of(lane(address)) : Optional.empty());
        } catch (IOException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    private static Announcement lane(String address) throws IOException {
        try (GrpcCalls grpc = new GrpcCalls(address)) {
            return grpc.announcement();
        }
    }

    /** A generator's connection, the way it is meant to be used. */
    LoopConnection open(Workload workload) throws IOException {
        return lane.isPresent()
                ? LaneConnection.open(lane.get(), workload)
                : new Http2Connection(Sockets.address(address), workload);
    }

    @Override
    public void close() {
        child.close();
    }
}
