package turnout.router.app.config;

/** How unary calls travel to PYTHON: by lane where the sidecar announces one, by lane or not at all, or by gRPC. */
public enum PythonProtocol {
    AUTO,
    LANE,
    GRPC
}
