package turnout.nativeimpl.serve;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.refusal.RefusalStatus;

/**
 * Rebinds a service so that a body which is not the request message is refused as REQUEST_MALFORMED. Generated
 * marshallers throw while the transport reads, which gRPC answers as INTERNAL; ours yields "malformed" as a value.
 */
public final class MalformedBodies {

    private enum Parsed {
        MALFORMED
    }

    private MalformedBodies() {}

    /** The same methods with the same descriptors; each request is the message or is refused. */
    public static ServerServiceDefinition refuse(ServerServiceDefinition service) {
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        service.getServiceDescriptor().getName())
                .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        var rebound = service.getMethods().stream().map(MalformedBodies::rebind).toList();
        rebound.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
        rebound.forEach(definition::addMethod);
        return definition.build();
    }

    private static <Q, A> ServerMethodDefinition<Object, A> rebind(ServerMethodDefinition<Q, A> method) {
        MethodDescriptor<Q, A> original = method.getMethodDescriptor();
        Descriptor type = ((ProtoMethodDescriptorSupplier) requireNonNull(original.getSchemaDescriptor()))
                .getMethodDescriptor()
                .getInputType();
        MethodDescriptor<Object, A> tolerant = original.toBuilder(
                        new TolerantMarshaller<>(original.getRequestMarshaller(), type),
                        original.getResponseMarshaller())
                .build();
        ServerCallHandler<Q, A> handler = method.getServerCallHandler();
        return ServerMethodDefinition.create(tolerant, (call, headers) -> {
            @SuppressWarnings("unchecked") // The marshaller yields Q or MALFORMED, which never reaches the listener.
            ServerCall.Listener<Object> listener =
                    (ServerCall.Listener<Object>) handler.startCall(new OriginalCall<>(call, original), headers);
            return new RefusingListener<>(listener, call);
        });
    }

    private record TolerantMarshaller<Q>(Marshaller<Q> strict, Descriptor type) implements Marshaller<Object> {

        @Override
        public InputStream stream(Object value) {
            @SuppressWarnings("unchecked") // Only what parse gave is ever streamed, and never MALFORMED.
            Q message = (Q) value;
            return strict.stream(message);
        }

        @Override
        public Object parse(InputStream stream) {
            InputStream body = stream instanceof HasByteBuffer ? stream : new Whole(stream);
            ByteBuffer bytes =
                    requireNonNull(((HasByteBuffer) body).getByteBuffer()).duplicate();
            try {
                Q message = strict.parse(body);
                return WirePrefixes.fit(bytes, type) ? message : Parsed.MALFORMED;
            } catch (StatusRuntimeException e) {
                // The generated marshaller wraps the parser's exception; anything else is not the body's fault.
                if (e.getCause() instanceof InvalidProtocolBufferException) {
                    return Parsed.MALFORMED;
                }
                throw e;
            }
        }
    }

    /** A body from a transport that has it in pieces. */
    private static final class Whole extends ByteArrayInputStream implements HasByteBuffer, KnownLength {

        Whole(InputStream pieces) {
            super(all(pieces));
        }

        private static byte[] all(InputStream pieces) {
            try {
                return pieces.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean byteBufferSupported() {
            return true;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return ByteBuffer.wrap(buf, pos, count - pos).slice();
        }
    }

    /** Hands messages on as they are, and closes the call at the first malformed one. */
    private static final class RefusingListener<A> extends SimpleForwardingServerCallListener<Object> {

        private final ServerCall<Object, A> call;
        private boolean refused;

        RefusingListener(ServerCall.Listener<Object> handler, ServerCall<Object, A> call) {
            super(handler);
            this.call = call;
        }

        @Override
        public void onMessage(Object message) {
            if (message == Parsed.MALFORMED) {
                refused = true;
                StatusRuntimeException refusal =
                        RefusalStatus.of(Refusal.of(Reason.REQUEST_MALFORMED, "the body is not the request message"));
                Metadata trailers = refusal.getTrailers();
                call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
            } else if (!refused) {
                super.onMessage(message);
            }
        }

        @Override
        public void onHalfClose() {
            // Without a message the handler would close the call a second time, as INTERNAL.
            if (!refused) {
                super.onHalfClose();
            }
        }
    }

    /** The call as the handler knows it: with the descriptor that names its request type. */
    private static final class OriginalCall<Q, A> extends ForwardingServerCall<Q, A> {

        private final ServerCall<Object, A> call;
        private final MethodDescriptor<Q, A> method;

        OriginalCall(ServerCall<Object, A> call, MethodDescriptor<Q, A> method) {
            this.call = call;
            this.method = method;
        }

        @Override
        @SuppressWarnings("unchecked") // A server call's request type stands in its descriptor only.
        protected ServerCall<Q, A> delegate() {
            return (ServerCall<Q, A>) (ServerCall<?, A>) call;
        }

        @Override
        public void sendMessage(A message) {
            call.sendMessage(message);
        }

        @Override
        public MethodDescriptor<Q, A> getMethodDescriptor() {
            return method;
        }
    }
}
