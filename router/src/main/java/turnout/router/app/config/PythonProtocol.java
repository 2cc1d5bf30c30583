package turnout.router.app.config;

/** How unary calls travel to PYTHON: the best that the sidecar speaks, or gRPC in any case. */
public enum PythonProtocol {
    AUTO,
    GRPC
}
