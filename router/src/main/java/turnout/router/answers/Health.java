package turnout.router.answers;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import turnout.contract.Contract;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/**
 * {@code grpc.health.v1.Health} for each service of the contract and for the gateway as a whole (the empty name).
 *
 * <p>A service is SERVING while PYTHON is reachable, and without PYTHON when NATIVE has every call of its components. The
 * gateway is SERVING while any of its services is: a load balancer that took it away for one dead component would take
 * the others away too. Any thread.
 */
public final class Health extends HealthGrpc.HealthImplBase {

    private static final String GATEWAY = "";

    private final Map<String, Set<String>> componentsOfService = new TreeMap<>();
    private final Supplier<HealthState> state;
    private final Set<HealthWatch> watches = ConcurrentHashMap.newKeySet();

    /** @param state read for each answer; must be quick */
    public Health(Contract contract, Supplier<HealthState> state) {
        this.state = state;
        for (ServiceDescriptor service : contract.services()) {
            componentsOfService.put(service.getFullName(), new TreeSet<>());
        }
        for (Operation operation : Operations.of(contract).all()) {
            String service = operation.descriptor().getService().getFullName();
            componentsOfService
                    .computeIfAbsent(service, name -> new TreeSet<>())
                    .add(operation.component());
        }
    }

    /** Tells those who watch what has changed. To be called after each change of the state. */
    public void look() {
        boolean draining = state.get().draining();
        for (HealthWatch watch : watches) {
            if (draining) {
                watch.end();
            } else {
                watch.look();
            }
        }
    }

    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answer) {
        Optional<ServingStatus> status = status(request.getService());
        if (status.isEmpty()) {
            answer.onError(Status.NOT_FOUND
                    .withDescription("unknown service: " + request.getService())
                    .asRuntimeException());
            return;
        }
        answer.onNext(HealthCheckResponse.newBuilder().setStatus(status.get()).build());
        answer.onCompleted();
    }

    /** As health.proto has it, an unknown service is not an error here, since it may become known. */
    @Override
    public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
        HealthWatch watch = new HealthWatch(
                (ServerCallStreamObserver<HealthCheckResponse>) answers,
                () -> status(request.getService()).orElse(ServingStatus.SERVICE_UNKNOWN),
                watches::remove);
        watches.add(watch); // Before the first answer, so that no change falls between the two.
        if (state.get().draining()) {
            watch.end();
        } else {
            watch.look();
        }
    }

    private Optional<ServingStatus> status(String service) {
        HealthState now = state.get();
        if (service.equals(GATEWAY)) {
            return Optional.of(
                    status(componentsOfService.values().stream().anyMatch(components -> serves(components, now))));
        }
        return Optional.ofNullable(componentsOfService.get(service)).map(components -> status(serves(components, now)));
    }

    /** @param components empty for a service without operations of the rollout, all of which is PYTHON's */
    private static boolean serves(Set<String> components, HealthState now) {
        boolean withoutPython = !components.isEmpty() && now.whollyNative().containsAll(components);
        return !now.draining() && (now.pythonReachable() || withoutPython);
    }

    private static ServingStatus status(boolean serves) {
        return serves ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    }
}
