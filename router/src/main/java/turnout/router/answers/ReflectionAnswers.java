package turnout.router.answers;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.Status;
import io.grpc.reflection.v1.ErrorResponse;
import io.grpc.reflection.v1.ExtensionNumberResponse;
import io.grpc.reflection.v1.FileDescriptorResponse;
import io.grpc.reflection.v1.ListServiceResponse;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to one question of reflection: from the index, else from the fallback, else that it is not known. */
final class ReflectionAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ReflectionAnswers.class);

    private final DescriptorIndex index;
    private final List<String> services;
    private final Optional<ReflectionFallback> fallback;

    ReflectionAnswers(DescriptorIndex index, Collection<String> services, Optional<ReflectionFallback> fallback) {
        this.index = index;
        this.services = List.copyOf(services);
        this.fallback = fallback;
    }

    /** Never fails: what goes wrong is an error response, which leaves the stream open for the next question. */
    CompletionStage<ServerReflectionResponse> answer(ServerReflectionRequest request) {
        return switch (request.getMessageRequestCase()) {
            case FILE_BY_FILENAME ->
                file(request, index.file(request.getFileByFilename()), "file " + request.getFileByFilename());
            case FILE_CONTAINING_SYMBOL ->
                file(
                        request,
                        index.fileOf(request.getFileContainingSymbol()),
                        "symbol " + request.getFileContainingSymbol());
            case FILE_CONTAINING_EXTENSION -> {
                var extension = request.getFileContainingExtension();
                yield file(
                        request,
                        index.fileOfExtension(extension.getContainingType(), extension.getExtensionNumber()),
                        "extension " + extension.getExtensionNumber() + " of " + extension.getContainingType());
            }
            case ALL_EXTENSION_NUMBERS_OF_TYPE -> extensionNumbers(request);
            case LIST_SERVICES -> listServices(request);
            case MESSAGEREQUEST_NOT_SET ->
                done(error(
                        request, Status.Code.INVALID_ARGUMENT, "the request asks nothing (message_request is unset)"));
        };
    }

    private CompletionStage<ServerReflectionResponse> file(
            ServerReflectionRequest request, Optional<FileDescriptor> found, String wanted) {
        return found.map(file -> done(about(request)
                        .setFileDescriptorResponse(FileDescriptorResponse.newBuilder()
                                .addAllFileDescriptorProto(DescriptorIndex.withImports(file)))
                        .build()))
                .orElseGet(() -> notOurs(request, wanted));
    }

    private CompletionStage<ServerReflectionResponse> extensionNumbers(ServerReflectionRequest request) {
        String type = request.getAllExtensionNumbersOfType();
        return index.extensionNumbers(type)
                .map(numbers -> done(about(request)
                        .setAllExtensionNumbersResponse(ExtensionNumberResponse.newBuilder()
                                .setBaseTypeName(type)
                                .addAllExtensionNumber(numbers))
                        .build()))
                .orElseGet(() -> notOurs(request, "message " + type));
    }

    /** Ours and the fallback's; ours alone when it does not answer. */
    private CompletionStage<ServerReflectionResponse> listServices(ServerReflectionRequest request) {
        if (fallback.isEmpty()) {
            return done(list(request, ListServiceResponse.getDefaultInstance()));
        }
        return ask(fallback.get(), request).handle((theirs, failure) -> {
            if (failure != null) {
                LOG.debug("event=reflection-fallback-failed reason=\"{}\"", failure.toString());
                return list(request, ListServiceResponse.getDefaultInstance());
            }
            return list(request, theirs.getListServicesResponse());
        });
    }

    private ServerReflectionResponse list(ServerReflectionRequest request, ListServiceResponse theirs) {
        SortedSet<String> names = new TreeSet<>(services);
        theirs.getServiceList().forEach(service -> names.add(service.getName()));
        ListServiceResponse.Builder all = ListServiceResponse.newBuilder();
        names.forEach(name -> all.addService(ServiceResponse.newBuilder().setName(name)));
        return about(request).setListServicesResponse(all).build();
    }

    private CompletionStage<ServerReflectionResponse> notOurs(ServerReflectionRequest request, String wanted) {
        if (fallback.isEmpty()) {
            return done(error(request, Status.Code.NOT_FOUND, "not known: " + wanted));
        }
        return ask(fallback.get(), request).handle((theirs, failure) -> {
            if (failure != null) {
                LOG.debug("event=reflection-fallback-failed reason=\"{}\"", failure.toString());
                return error(
                        request, Status.Code.UNAVAILABLE, "only PYTHON may know it, which gave no answer: " + wanted);
            }
            return theirs.toBuilder()
                    .setValidHost(request.getHost())
                    .setOriginalRequest(request)
                    .build();
        });
    }

    private static CompletionStage<ServerReflectionResponse> ask(
            ReflectionFallback fallback, ServerReflectionRequest request) {
        try {
            return fallback.ask(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static ServerReflectionResponse error(
            ServerReflectionRequest request, Status.Code code, String description) {
        return about(request)
                .setErrorResponse(
                        ErrorResponse.newBuilder().setErrorCode(code.value()).setErrorMessage(description))
                .build();
    }

    private static ServerReflectionResponse.Builder about(ServerReflectionRequest request) {
        return ServerReflectionResponse.newBuilder()
                .setValidHost(request.getHost())
                .setOriginalRequest(request);
    }

    private static CompletionStage<ServerReflectionResponse> done(ServerReflectionResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
