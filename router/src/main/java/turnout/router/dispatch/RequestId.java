package turnout.router.dispatch;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import turnout.options.v1.OptionsProto;
import turnout.router.call.Call;

/**
 * The request field that makes a write repeatable: two requests with one value are one write. The whole request is
 * parsed for it, because it is asked for after a failure only.
 */
final class RequestId {

    private RequestId() {}

    /**
     * Whether an idempotent write may be run once more: where its contract names no such field it is idempotent by its
     * nature; else the request must carry a value.
     */
    static boolean allowsRepeating(Call call) {
        Descriptor type = call.operation().descriptor().getInputType();
        String name = call.operation()
                .descriptor()
                .getOptions()
                .getExtension(OptionsProto.operation)
                .getRequestId();
        FieldDescriptor field = type.findFieldByName(name);
        if (field == null) {
            return name.isEmpty();
        }
        try {
            DynamicMessage request = DynamicMessage.parseFrom(
                    type, CodedInputStream.newInstance(call.body().view()));
            // Without presence a default value is no value: nobody can have meant it.
            return field.hasPresence()
                    ? request.hasField(field)
                    : !request.getField(field).equals(field.getDefaultValue());
        } catch (IOException malformed) {
            return false;
        }
    }
}
