package turnout.router.answers;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import turnout.contract.Contract;

/**
 * Server reflection about the contract, in both versions of its protocol. Their messages are the same but for the
 * package, so both are answered with those of v1. (grpc-java's own service asks the {@code io.grpc.Server} that it runs
 * in what there is; the gateway has none.)
 */
public final class Reflection {

    private static final String INFO = "ServerReflectionInfo";

    private static final List<ServiceDescriptor> OWN = List.of(
            HealthGrpc.getServiceDescriptor(),
            ServerReflectionGrpc.getServiceDescriptor(),
            io.grpc.reflection.v1alpha.ServerReflectionGrpc.getServiceDescriptor());

    private final ReflectionAnswers answers;

    /** @param fallback empty when PYTHON is absent */
    public Reflection(Contract contract, Optional<ReflectionFallback> fallback) {
        List<FileDescriptor> files = new ArrayList<>(contract.files());
        List<String> services = new ArrayList<>();
        contract.services().forEach(service -> services.add(service.getFullName()));
        for (ServiceDescriptor service : OWN) {
            files.add(file(service));
            services.add(service.getName());
        }
        this.answers = new ReflectionAnswers(new DescriptorIndex(files), services, fallback);
    }

    /** {@code grpc.reflection.v1.ServerReflection} and its v1alpha, which grpcurl and others still ask for. */
    public List<BindableService> services() {
        return List.of(
                () -> definition(ServerReflectionGrpc.getServiceDescriptor()),
                () -> definition(io.grpc.reflection.v1alpha.ServerReflectionGrpc.getServiceDescriptor()));
    }

    private ServerServiceDefinition definition(ServiceDescriptor service) {
        MethodDescriptor<ServerReflectionRequest, ServerReflectionResponse> method =
                MethodDescriptor.<ServerReflectionRequest, ServerReflectionResponse>newBuilder()
                        .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                        .setFullMethodName(MethodDescriptor.generateFullMethodName(service.getName(), INFO))
                        .setRequestMarshaller(ProtoUtils.marshaller(ServerReflectionRequest.getDefaultInstance()))
                        .setResponseMarshaller(ProtoUtils.marshaller(ServerReflectionResponse.getDefaultInstance()))
                        .build();
        return ServerServiceDefinition.builder(service.getName())
                .addMethod(method, ServerCalls.asyncBidiStreamingCall(this::open))
                .build();
    }

    private StreamObserver<ServerReflectionRequest> open(StreamObserver<ServerReflectionResponse> caller) {
        return ReflectionStream.open(answers, (ServerCallStreamObserver<ServerReflectionResponse>) caller);
    }

    private static FileDescriptor file(ServiceDescriptor service) {
        if (service.getSchemaDescriptor() instanceof ProtoFileDescriptorSupplier schema) {
            return schema.getFileDescriptor();
        }
        throw new IllegalStateException(service.getName() + " was generated without its descriptor");
    }
}
