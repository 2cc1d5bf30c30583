package turnout.load;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import turnout.contract.Contract;

/** Asks a server for its schema (grpc.reflection.v1). Blocks; one stream for each question. */
final class Reflection {

    private static final int PATIENCE_SECONDS = 10;

    private final Channel channel;

    Reflection(Channel channel) {
        this.channel = channel;
    }

    /**
     * The files that define a symbol, with all that they import; empty when the server does not know it.
     *
     * @throws StatusRuntimeException when the server has no reflection (UNIMPLEMENTED) or does not answer
     */
    Optional<Contract> filesOf(String symbol) throws IOException, InterruptedException {
        ServerReflectionResponse answer =
                ask(ServerReflectionRequest.newBuilder().setFileContainingSymbol(symbol));
        if (answer.hasErrorResponse()) {
            return Optional.empty();
        }
        Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
        collect(answer, files);
        for (Optional<String> missing = missing(files); missing.isPresent(); missing = missing(files)) {
            ServerReflectionResponse more =
                    ask(ServerReflectionRequest.newBuilder().setFileByFilename(missing.get()));
            if (more.hasErrorResponse()) {
                throw new IOException("reflection does not give " + missing.get() + ": "
                        + more.getErrorResponse().getErrorMessage());
            }
            collect(more, files);
        }
        byte[] set = FileDescriptorSet.newBuilder()
                .addAllFile(files.values())
                .build()
                .toByteArray();
        return Optional.of(Contract.read(new ByteArrayInputStream(set)));
    }

    /** Full names of the server's services. */
    List<String> services() throws InterruptedException {
        return ask(ServerReflectionRequest.newBuilder().setListServices(""))
                .getListServicesResponse()
                .getServiceList()
                .stream()
                .map(service -> service.getName())
                .toList();
    }

    private static Optional<String> missing(Map<String, FileDescriptorProto> files) {
        return files.values().stream()
                .flatMap(file -> file.getDependencyList().stream())
                .filter(name -> !files.containsKey(name))
                .findFirst();
    }

    private static void collect(ServerReflectionResponse answer, Map<String, FileDescriptorProto> files)
            throws InvalidProtocolBufferException {
        for (var bytes : answer.getFileDescriptorResponse().getFileDescriptorProtoList()) {
            FileDescriptorProto file = FileDescriptorProto.parseFrom(bytes);
            files.put(file.getName(), file);
        }
    }

    private ServerReflectionResponse ask(ServerReflectionRequest.Builder question) throws InterruptedException {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> asking = ServerReflectionGrpc.newStub(channel)
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        answer.completeExceptionally(new StatusRuntimeException(Status.UNIMPLEMENTED));
                    }
                });
        asking.onNext(question.build());
        asking.onCompleted();
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StatusRuntimeException(Status.DEADLINE_EXCEEDED.withDescription("reflection did not answer"));
        } catch (ExecutionException e) {
            throw Status.fromThrowable(e.getCause()).asRuntimeException();
        }
    }
}
