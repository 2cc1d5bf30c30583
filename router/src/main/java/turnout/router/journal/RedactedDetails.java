package turnout.router.journal;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import java.util.Map;
import turnout.router.compare.Digests;

/**
 * A failure of an operation that handles something sensitive: status, reason, domain and the names of bad fields, and no
 * text that an engine may have written the value into.
 */
final class RedactedDetails {

    private RedactedDetails() {}

    static StoredMessage of(byte[] details, Digests digests) {
        if (details.length == 0) {
            return StoredMessage.exactly(details);
        }
        try {
            Status status = Status.parseFrom(details);
            Status.Builder kept = Status.newBuilder().setCode(status.getCode());
            for (Any any : status.getDetailsList()) {
                if (any.is(ErrorInfo.class)) {
                    kept.addDetails(Any.pack(withoutValues(any.unpack(ErrorInfo.class), digests)));
                } else if (any.is(BadRequest.class)) {
                    kept.addDetails(Any.pack(withoutTexts(any.unpack(BadRequest.class))));
                }
            }
            return new StoredMessage(
                    kept.build().toByteArray(), details.length, "texts and unknown details are left out", Map.of());
        } catch (InvalidProtocolBufferException e) {
            String digest = Redaction.text(digests, ByteString.copyFrom(details));
            return StoredMessage.leftOut(details.length, "malformed: " + digest);
        }
    }

    private static ErrorInfo withoutValues(ErrorInfo info, Digests digests) {
        ErrorInfo.Builder kept =
                ErrorInfo.newBuilder().setReason(info.getReason()).setDomain(info.getDomain());
        info.getMetadataMap()
                .forEach((name, value) ->
                        kept.putMetadata(name, Redaction.text(digests, ByteString.copyFromUtf8(value))));
        return kept.build();
    }

    private static BadRequest withoutTexts(BadRequest bad) {
        BadRequest.Builder kept = BadRequest.newBuilder();
        bad.getFieldViolationsList()
                .forEach(violation ->
                        kept.addFieldViolations(FieldViolation.newBuilder().setField(violation.getField())));
        return kept.build();
    }
}
