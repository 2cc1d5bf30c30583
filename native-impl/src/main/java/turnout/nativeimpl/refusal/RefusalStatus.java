package turnout.nativeimpl.refusal;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import turnout.errors.v1.Reason;
import turnout.options.v1.OptionsProto;

/**
 * A refusal on the wire: the reason's gRPC status, and google.rpc.Status with ErrorInfo and, where a field is to blame,
 * BadRequest in grpc-status-details-bin.
 */
public final class RefusalStatus {

    private static final String DOMAIN = "turnout";

    private RefusalStatus() {}

    public static StatusRuntimeException of(Refusal refusal) {
        Status.Builder status = Status.newBuilder()
                .setCode(code(refusal.reason()))
                .setMessage(refusal.text())
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(refusal.reason().name())
                        .setDomain(DOMAIN)
                        .build()));
        refusal.field()
                .ifPresent(field -> status.addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(
                                FieldViolation.newBuilder().setField(field).setDescription(refusal.text()))
                        .build())));
        return StatusProto.toStatusRuntimeException(status.build());
    }

    /** The number of the gRPC status that the contract gives the reason. */
    static int code(Reason reason) {
        return reason.getValueDescriptor().getOptions().getExtension(OptionsProto.status);
    }
}
